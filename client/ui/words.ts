import { t } from '@lingui/core/macro';
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
  accepted: t`Accepted`,
  in_review: t`In review`,
  disputed: t`Disputed`,
  labelled: t`Labelled`,
  erased: t`Erased`,
};

/** Where a routing sent a prediction. */
export const destinationWords: Record<Destination, string> = { auto: t`Automatic`, review: t`Review` };

/** Who stands behind a label. */
export const sourceWords: Record<LabelSource, string> = {
  auto: t`Automatic`,
  human: t`Human`,
  consensus: t`Consensus`,
  adjudicated: t`Adjudicated`,
  posterior: t`Posterior`,
};

/** Whether the suggestion was in sight. */
export const armWords: Record<Arm, string> = { assisted: t`Assisted`, blind: t`Blind` };

/** How people were asked. */
export const basisWords: Record<EvidenceBasis, string> = {
  shadow: t`Shadow`,
  assisted: t`Assisted`,
  blind: t`Blind`,
  audit: t`Audits`,
};

/** What a review is for. */
export const purposeWords: Record<ReviewPurpose, string> = {
  review: t`Review`,
  audit: t`Audit`,
  recheck: t`Recheck`,
  adjudication: t`Adjudication`,
  gold: t`Gold`,
};

/** Why a routing came out as it did, as a clause. */
export const reasonWords: Record<RoutingReason, string> = {
  degree: t`the degree of automation`,
  no_value: t`the model gave no answer`,
  no_confidence: t`the model gave no confidence`,
  retired_class: t`the model’s answer is a retired class`,
  incomplete: t`the model’s answer leaves out what is required`,
  below_threshold: t`below the threshold`,
  at_or_above_threshold: t`at or above the threshold`,
  rule: t`a rule`,
  audit: t`drawn for an audit`,
  disagreement: t`model versions differ`,
  not_assigned: t`its model version does not decide this item`,
  stale_assignment: t`its model version no longer decides this item`,
  model_failed: t`the model gave no answer that can be used`,
};

/** Why an inspector passed a review by. */
export const skipReasonWords: Record<SkipReason, string> = {
  unclear: t`Unclear`,
  broken: t`Broken`,
  not_my_field: t`Not my field`,
  other: t`Other`,
};
