/** What is counted as it happens, by project, model version and hour. */
export const rollupMetrics = [
  /** Items taken in, by destination, and those drawn for audit. */
  'auto',
  'review',
  'audit',
  /** Standing answers; apart from them those to gold items. */
  'decisions',
  'gold',
  /** Standing answers that can be compared with the model's, and those that equal it: by arm, audits apart. */
  'compared_assisted',
  'agreed_assisted',
  'compared_blind',
  'agreed_blind',
  'compared_audit',
  'agreed_audit',
  /** Reviews with a due time that were decided, and those of them that were too late. */
  'decided_due',
  'decided_late',
  /** Predictions of a version that did not decide, beside one that did; those that differ; audits drawn for that reason. */
  'versions_compared',
  'versions_differ',
  'disagreement_drawn',
  /** Reviews that are open or held, by audience; all time only. */
  'waiting_inspector',
  'waiting_lead',
] as const;
export type RollupMetric = (typeof rollupMetrics)[number];

/** How answers that are compared with the model's are told apart in these counters; in shadow all are blind. */
export const comparedWays = ['blind', 'assisted', 'audit'] as const;
export type ComparedWay = (typeof comparedWays)[number];
