import { hash } from 'node:crypto';

/** What a draw is for; each purpose draws independently of the others. */
export const drawPurposes = ['audit', 'blind', 'calibration', 'gold', 'gold_item', 'opinions'] as const;
export type DrawPurpose = (typeof drawPurposes)[number];

/**
 * A sticky uniform number in [0,1): the first 32 bits of SHA-256("salt:key") over 2³². The same salt and key give the
 * same number for ever; a share s selects u < s, so that raising s only adds.
 */
export const stickyUniform = (salt: string, key: string): number =>
  Number.parseInt(hash('sha256', `${salt}:${key}`, 'hex').slice(0, 8), 16) / 2 ** 32;

/** The draw of one item for one purpose in a project with this seed. */
export const draw = (seed: string, purpose: DrawPurpose, key: string): number =>
  stickyUniform(`${seed}:${purpose}`, key);
