/** The closed word lists of the product: one word, one meaning, in code, API, UI and columns. */

/** How much of the deciding is left to the model, from nothing to everything. */
export const degrees = ['human_only', 'shadow', 'assistance', 'partial', 'full'] as const;
export type Degree = (typeof degrees)[number];

/** Where a routing sends a prediction: into force at once, or to a person. */
export const destinations = ['auto', 'review'] as const;
export type Destination = (typeof destinations)[number];

/** Whether the inspector sees the suggestion (`assisted`) or the server withholds it (`blind`). */
export const arms = ['assisted', 'blind'] as const;
export type Arm = (typeof arms)[number];

/** Why a routing came out as it did; several may hold at once. */
export const routingReasons = [
  'degree',
  'no_value',
  'no_confidence',
  'retired_class',
  'incomplete',
  'below_threshold',
  'at_or_above_threshold',
  'rule',
  'audit',
  'disagreement',
  'not_assigned',
  'stale_assignment',
  'model_failed',
] as const;
export type RoutingReason = (typeof routingReasons)[number];

/**
 * What a review is for: an ordinary one, a blind check of an automatic label, a further blind one after an audit that
 * disagreed, settling a disagreement, or a look at how well its inspector does where the answer is known.
 */
export const reviewPurposes = ['review', 'audit', 'recheck', 'adjudication', 'gold'] as const;
export type ReviewPurpose = (typeof reviewPurposes)[number];

/**
 * Where a review stands. `held` with an expired lease may be claimed again; `asked` is out of its queue until a lead has
 * answered the question of the inspector who had it in hand.
 */
export const reviewStates = ['open', 'held', 'asked', 'done', 'cancelled'] as const;

/** What is said of an item between an inspector and the leads. */
export const commentKinds = ['comment', 'question', 'answer'] as const;

/** Who may claim a review. */
export const audiences = ['inspector', 'lead'] as const;
export type Audience = (typeof audiences)[number];

/** What became of an item; `erased`: what it was is gone, for legal reasons. */
export const itemStatuses = ['accepted', 'in_review', 'disputed', 'labelled', 'erased'] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/**
 * Who stands behind a label; `posterior`: inspectors who differ, weighed by what each one's answers are estimated to be
 * worth.
 */
export const labelSources = ['auto', 'human', 'consensus', 'adjudicated', 'posterior'] as const;
export type LabelSource = (typeof labelSources)[number];

/**
 * How a decision counts: `standing` resolves its review, `opinion` came after its lease was lost and is kept as
 * a further opinion, `superseded` was changed by its author, `gold` says something of its inspector alone.
 */
export const decisionStandings = ['standing', 'opinion', 'superseded', 'gold'] as const;
export type DecisionStanding = (typeof decisionStandings)[number];

/** What an inspector may say of a review: an answer, a pass, or a call for a lead. */
export const decisionKinds = ['answer', 'skip', 'escalation'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** How an answer replaces an earlier one of its author: before the label left the house, or after. */
export const revisionKinds = ['change', 'amendment'] as const;
export type RevisionKind = (typeof revisionKinds)[number];

/** Why an inspector passes a review by. */
export const skipReasons = ['unclear', 'broken', 'not_my_field', 'other'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What keeps a person from being given an item (again). */
export const involvementKinds = ['judged', 'skipped', 'escalated', 'saw'] as const;
export type InvolvementKind = (typeof involvementKinds)[number];

/** What is judged, by how it is shown. */
export const itemKindNames = ['image', 'text', 'table', 'audio', 'video'] as const;
export type ItemKindName = (typeof itemKindNames)[number];

/** How a text item is to be read: as it stands, or as what it is written in. */
export const textFormats = ['plain', 'markdown', 'html'] as const;
export type TextFormat = (typeof textFormats)[number];

/** Which way a text item runs; `auto`: as its first letter does. */
export const textDirections = ['auto', 'ltr', 'rtl'] as const;
export type TextDirection = (typeof textDirections)[number];

/** What is answered. */
export const labelKindNames = [
  'choice',
  'choices',
  'number',
  'rating',
  'text',
  'transcript',
  'boxes',
  'points',
  'polygons',
  'spans',
  'ranges',
  'form',
] as const;
export type LabelKindName = (typeof labelKindNames)[number];

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
