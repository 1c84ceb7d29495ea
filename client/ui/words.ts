import type { EvidenceBasis } from '../../server/domain/evidence.ts';
import type {
  Arm,
  Destination,
  ItemStatus,
  LabelSource,
  ReviewPurpose,
  RoutingReason,
  SkipReason,
} from '../../server/domain/words.ts';

/** What became of an item, for people. */
export const statusWords: Record<ItemStatus, string> = {
  accepted: 'Accepted',
  in_review: 'In review',
  disputed: 'Disputed',
  labelled: 'Labelled',
};

/** Where a routing sent a prediction. */
export const destinationWords: Record<Destination, string> = { auto: 'Automatic', review: 'Review' };

/** Who stands behind a label. */
export const sourceWords: Record<LabelSource, string> = {
  auto: 'Automatic',
  human: 'Human',
  consensus: 'Consensus',
  adjudicated: 'Adjudicated',
  posterior: 'Posterior',
};

/** Whether the suggestion was in sight. */
export const armWords: Record<Arm, string> = { assisted: 'Assisted', blind: 'Blind' };

/** How people were asked. */
export const basisWords: Record<EvidenceBasis, string> = {
  shadow: 'Shadow',
  assisted: 'Assisted',
  blind: 'Blind',
  audit: 'Audits',
};

/** What a review is for. */
export const purposeWords: Record<ReviewPurpose, string> = {
  review: 'Review',
  audit: 'Audit',
  recheck: 'Recheck',
  adjudication: 'Adjudication',
  gold: 'Gold',
};

/** Why a routing came out as it did, as a clause. */
export const reasonWords: Record<RoutingReason, string> = {
  degree: 'the degree of automation',
  no_value: 'the model gave no answer',
  no_confidence: 'the model gave no confidence',
  retired_class: 'the model’s answer is a retired class',
  incomplete: 'the model’s answer leaves out what is required',
  below_threshold: 'below the threshold',
  at_or_above_threshold: 'at or above the threshold',
  rule: 'a rule',
  audit: 'drawn for an audit',
  disagreement: 'model versions differ',
  not_assigned: 'its model version does not decide this item',
  stale_assignment: 'its model version no longer decides this item',
  model_failed: 'the model gave no answer that can be used',
};

/** Why an inspector passed a review by. */
export const skipReasonWords: Record<SkipReason, string> = {
  unclear: 'Unclear',
  broken: 'Broken',
  not_my_field: 'Not my field',
  other: 'Other',
};
