import type { Transaction } from '../../db/database.ts';
import type { DeploymentInForce } from '../../db/queries/deployments.ts';
import { rolloutOf } from '../../db/queries/rollouts.ts';
import { countSince } from '../../db/queries/rollout-facts.ts';
import { dayMs } from '../../db/queries/rollups.ts';

/** How many of the items on which versions differ people are to look at. */
export type DisagreementBudget = {
  /** The share of the next one, known before its draw. */
  share(): number;
  /** One was drawn. */
  spend(): void;
};

/** Nothing is disputed where each item has one prediction. */
export const noDisagreements: DisagreementBudget = { share: () => 0, spend: () => undefined };

/**
 * What is left of the rollout's daily budget of disagreements that people look at. Once it is spent, such items are audited
 * like any other until the day (UTC) is over.
 */
export const disagreementBudget = async (
  tx: Transaction,
  projectId: string,
  { rolloutId }: DeploymentInForce,
  now: number,
): Promise<DisagreementBudget> => {
  const rollout = rolloutId === null ? null : await rolloutOf(tx, projectId, rolloutId);
  if (!rollout) return noDisagreements;
  const { disagreementShare, disagreementsPerDay } = rollout.settings;
  let left =
    disagreementsPerDay - (await countSince(tx, projectId, 'disagreement_drawn', now - (now % dayMs)));
  return {
    share: () => (left > 0 ? disagreementShare : 0),
    spend: () => {
      left -= 1;
    },
  };
};
