import { z } from 'zod';
import type { ArmEvidence } from '../domain/evidence.ts';
import { automationBias, type ArmSums } from '../domain/statistics/automation-bias.ts';
import type { Difference } from '../domain/statistics/differences.ts';
import { proportion, proportionOf } from './proportion.ts';

/** A difference with its 95 % interval; null: there is too little to compare. */
const difference = z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).nullable();

/** What seeing the suggestion changes: assisted minus blind, where the arm was drawn at random. */
export const bias = z.strictObject({
  assisted: z.number().int(),
  blind: z.number().int(),
  /** In agreement with the suggestion, in [−1,1]. */
  agreement: difference,
  /** In time per decision, in milliseconds. */
  timeMs: difference,
  /** Of the assisted answers with a known time, those that took the suggestion in under a second. */
  quick: proportion,
});
export type Bias = z.infer<typeof bias>;

const armSums = ({ n, agreed, timed, time, timeSquared }: ArmEvidence): ArmSums => ({
  n,
  agreed,
  time: { n: timed, sum: time, sumSquares: timeSquared },
});

const told = ({ difference: value, low, high }: Difference) => (value === null ? null : { value, low, high });

/** The bias that the answers of both arms show, as it is told. */
export const biasOf = (assisted: ArmEvidence, blind: ArmEvidence): Bias => {
  const { agreement, time } = automationBias(armSums(assisted), armSums(blind));
  return {
    assisted: assisted.n,
    blind: blind.n,
    agreement: told(agreement),
    timeMs: told(time),
    quick: proportionOf(assisted.quick, assisted.timed),
  };
};
