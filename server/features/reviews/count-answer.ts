import type { ReviewRow } from '../../../db/queries/claims.ts';
import type { DecisionRow } from '../../../db/queries/decisions.ts';
import type { RollupChange } from '../../../db/queries/rollups.ts';
import type { RollupMetric } from '../../domain/rollup-metrics.ts';
import type { Audience } from '../../domain/words.ts';

/** Agreement is counted apart by how the answer was given; an adjudicator has seen the opinions and is not compared. */
const metricsFor = (review: ReviewRow): { compared: RollupMetric; agreed: RollupMetric } | null => {
  if (review.purpose === 'adjudication') return null;
  if (review.purpose === 'audit') return { compared: 'compared_audit', agreed: 'agreed_audit' };
  return review.arm === 'assisted'
    ? { compared: 'compared_assisted', agreed: 'agreed_assisted' }
    : { compared: 'compared_blind', agreed: 'agreed_blind' };
};

/** What a standing answer adds to the counters (n = 1), or takes out again (n = −1), in the hour it was given. */
export const answerCounts = (
  review: ReviewRow,
  decision: Pick<DecisionRow, 'agreed' | 'createdAt'>,
  modelVersionId: string,
  n: 1 | -1,
): RollupChange[] => {
  const at = decision.createdAt;
  const metrics = decision.agreed === null ? null : metricsFor(review);
  return [
    { metric: 'decisions', modelVersionId, at, n },
    ...(metrics ? [{ metric: metrics.compared, modelVersionId, at, n }] : []),
    ...(metrics && decision.agreed ? [{ metric: metrics.agreed, modelVersionId, at, n }] : []),
  ];
};

/** What a review more (n = 1) or less (n = −1) adds to those that wait for an audience. */
export const waitingCount = (audience: Audience, n: 1 | -1): RollupChange => ({
  metric: `waiting_${audience}`,
  modelVersionId: '',
  at: null,
  n,
});
