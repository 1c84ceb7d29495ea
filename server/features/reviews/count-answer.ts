import type { Transaction } from '../../../db/database.ts';
import type { ReviewRow } from '../../../db/queries/claims.ts';
import type { DecisionRow } from '../../../db/queries/decisions.ts';
import { addRollups } from '../../../db/queries/rollups.ts';
import type { RollupMetric } from '../../domain/rollup-metrics.ts';

/** Agreement is counted apart by how the answer was given; an adjudicator has seen the opinions and is not compared. */
const metricsFor = (review: ReviewRow): { compared: RollupMetric; agreed: RollupMetric } | null => {
  if (review.purpose === 'adjudication') return null;
  if (review.purpose === 'audit') return { compared: 'compared_audit', agreed: 'agreed_audit' };
  return review.arm === 'assisted'
    ? { compared: 'compared_assisted', agreed: 'agreed_assisted' }
    : { compared: 'compared_blind', agreed: 'agreed_blind' };
};

/** Adds a standing answer to the counters (n = 1), or takes it out again (n = −1), in the hour it was given. */
export const countAnswer = async (
  tx: Transaction,
  review: ReviewRow,
  decision: Pick<DecisionRow, 'agreed' | 'createdAt'>,
  modelVersionId: string,
  n: 1 | -1,
): Promise<void> => {
  const at = decision.createdAt;
  const metrics = decision.agreed === null ? null : metricsFor(review);
  await addRollups(tx, review.projectId, [
    { metric: 'decisions', modelVersionId, at, n },
    ...(metrics ? [{ metric: metrics.compared, modelVersionId, at, n }] : []),
    ...(metrics && decision.agreed ? [{ metric: metrics.agreed, modelVersionId, at, n }] : []),
  ]);
};
