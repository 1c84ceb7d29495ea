import { z } from 'zod';
import { labelSchema } from '../../kinds/label-schema.ts';
import { defineContract } from '../../contract/route.ts';
import { commentText, threadLine } from '../../contract/comments.ts';
import { done, id, instant, json, prose, slug } from '../../contract/values.ts';
import { gridCells } from '../../domain/grid.ts';
import { arms, decisionKinds, decisionStandings, reviewPurposes, skipReasons } from '../../domain/words.ts';

const inProject = z.strictObject({ project: slug });
const oneReview = inProject.extend({ id });

/** A prediction as an inspector sees it. */
const suggestion = z.strictObject({
  model: z.string(),
  value: json,
  confidence: z.number().nullable(),
  /** What a calibrator made of the confidence; null: none was in force. */
  calibrated: z.number().nullable(),
  scores: z.record(z.string(), z.number()).nullable(),
});

/** A review in an inspector's hands: what to judge, and until when it is held. */
export const heldReview = z.strictObject({
  id,
  itemId: id,
  key: z.string(),
  /** An audit or recheck is told from no other review, as it says that the model was sure; nor is one of a gold item. */
  purpose: z.enum(reviewPurposes).exclude(['audit', 'recheck', 'gold']),
  arm: z.enum(arms),
  /** Fencing token of the lease: sent back with the decision. */
  token: z.number().int(),
  expiresAt: instant,
  schemaRevision: z.number().int(),
  schema: labelSchema,
  payload: json,
  inputs: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
  priority: z.number().int(),
  waitingSince: instant,
  /** Null in the blind arm: the server withholds it. */
  suggestion: suggestion.nullable(),
  /**
   * The answers that differ; only in an adjudication. Unless the project names them, `inspector` is "Opinion A" and so on, in
   * an order of no meaning, and `at` is null.
   */
  opinions: z.array(z.strictObject({ inspector: z.string(), value: json, at: instant.nullable() })),
  /** Why an inspector asked for a lead; only in an escalated review. */
  escalation: z.strictObject({ inspector: z.string(), note: z.string() }).nullable(),
  /** When it is to be decided by; null: at no time, or this may not be told to who judges blind. */
  dueAt: instant.nullable(),
  /** What its inspector and the leads have said of the item, where a question of theirs was answered. */
  thread: z.array(threadLine),
});
export type HeldReview = z.infer<typeof heldReview>;

/** Why there is, or is not, more to claim. */
const availability = z.strictObject({
  /** Reviews that wait and that the caller may be given. */
  claimable: z.number().int(),
  /** Reviews that wait, of items that the caller judged, skipped, escalated or saw, or holds another review of. */
  excluded: z.number().int(),
  /** Reviews in other people's hands, and until when at most, as far as they do not go on with them. */
  heldByOthers: z.number().int(),
  heldUntil: instant.nullable(),
  /** Whose hands these are; null: the caller may not be told. */
  holders: z.array(z.strictObject({ name: z.string(), n: z.number().int() })).nullable(),
  /** Reviews that are assigned to other people. */
  assignedToOthers: z.number().int(),
  /** Reviews that are kept for a skill or group which the caller lacks, by its title; a thousand of these and those before are counted. */
  lacking: z.array(z.strictObject({ title: z.string(), n: z.number().int() })),
  /** Reviews that only a lead can be given. */
  forLeads: z.number().int(),
  /** Reviews that wait for a lead's answer to a question. */
  asked: z.number().int(),
  /** Whether a lead must let the caller back to work first. */
  paused: z.boolean(),
});
export type Availability = z.infer<typeof availability>;

/** How an answer to a gold item counts is told from no other. */
const toldStanding = z.enum(decisionStandings).exclude(['gold']);
export type ToldStanding = z.infer<typeof toldStanding>;

const claimCount = z.number().int().min(0).max(gridCells);

/**
 * Whether what is claimed is for a grid: of one arm and, where a suggestion is shown, one suggestion; as many of these as
 * there are near the head of the queue. No matter where the project has no grids.
 */
const forGrid = z.boolean().default(false);

/** Claimed reviews; `availability` only where fewer were found than asked for, or for a grid none. */
const claimed = z.strictObject({
  reviews: z.array(heldReview),
  availability: availability.nullable(),
});
export type Claimed = z.infer<typeof claimed>;

/** What the answer to a decision says. */
const decided = claimed.extend({
  decisionId: id,
  /** `opinion`: the lease was lost before the decision came; it is kept as a further opinion. */
  standing: toldStanding,
  repeated: z.boolean(),
});
export type Decided = z.infer<typeof decided>;

/** What each way of ending a review sends. `claim`: how many reviews to claim in the same transaction. */
const ending = {
  /** Made by the client, so that a repeated request is recognised. */
  decisionId: id,
  token: z.number().int(),
  timeSpentMs: z.number().int().min(0).max(86_400_000).nullable().default(null),
  claim: claimCount.default(0),
  grid: forGrid,
};

const myDecision = z.strictObject({
  id,
  kind: z.enum(decisionKinds),
  value: json,
  standing: toldStanding,
  decidedAt: instant,
  /** Whether a change is made in place (`change`) or, the label being exported or adjudicated, as an `amendment`. */
  changeable: z.boolean(),
  review: heldReview.pick({
    id: true,
    itemId: true,
    key: true,
    purpose: true,
    arm: true,
    schemaRevision: true,
    schema: true,
    payload: true,
    inputs: true,
    suggestion: true,
  }),
});
export type MyDecision = z.infer<typeof myDecision>;

export const reviewsContract = defineContract({
  claim: {
    method: 'post',
    path: '/projects/:project/reviews/claim',
    summary: 'Claim the next reviews: by priority, then age; never one held, judged or skipped by the caller',
    access: 'reviews.work',
    params: inProject,
    body: z.strictObject({
      count: claimCount.default(1),
      grid: forGrid,
      /** Also hand out again what the caller holds already, as after a reload of the page. */
      resume: z.boolean().default(false),
    }),
    reply: claimed,
    errors: [],
  },
  decide: {
    method: 'post',
    path: '/projects/:project/reviews/:id/decision',
    summary: 'Answer a review, and claim the next in the same transaction',
    access: 'reviews.work',
    params: oneReview,
    body: z.strictObject({
      ...ending,
      value: json,
      /** Whether the suggestion was in sight when the inspector decided. */
      suggestionShown: z.boolean(),
      /** In a grid: how many cells the same key decided, who share the time; null: it was judged by itself. */
      cells: z.number().int().min(1).max(gridCells).nullable().default(null),
    }),
    reply: decided,
    errors: ['decision_conflict', 'review_closed'],
  },
  skip: {
    method: 'post',
    path: '/projects/:project/reviews/:id/skip',
    summary: 'Pass a review by with a reason; it goes to somebody else and never comes back to the caller',
    access: 'reviews.work',
    params: oneReview,
    body: z.strictObject({ ...ending, reason: z.enum(skipReasons), note: prose(1_000).default('') }),
    reply: decided,
    errors: ['decision_conflict', 'lease_lost', 'review_closed'],
  },
  escalate: {
    method: 'post',
    path: '/projects/:project/reviews/:id/escalation',
    summary: 'Hand a review to a lead with a note',
    access: 'reviews.work',
    params: oneReview,
    body: z.strictObject({ ...ending, note: prose(1_000) }),
    reply: decided,
    errors: ['decision_conflict', 'lease_lost', 'review_closed', 'conflict'],
  },
  ask: {
    method: 'post',
    path: '/projects/:project/reviews/:id/question',
    summary:
      'Ask the leads about a review: it waits, out of its queue, until one has answered, and then comes back to the caller first',
    access: 'reviews.work',
    params: oneReview,
    body: z.strictObject({ ...ending, text: commentText }),
    reply: decided,
    errors: ['decision_conflict', 'lease_lost', 'review_closed', 'conflict'],
  },
  release: {
    method: 'post',
    path: '/projects/:project/reviews/release',
    summary:
      'Give held reviews back to the queue, as when leaving the page; unknown and lost ones are passed over',
    access: 'reviews.work',
    params: inProject,
    body: z.strictObject({
      leases: z.array(z.strictObject({ reviewId: id, token: z.number().int() })).max(50),
    }),
    reply: done,
    errors: [],
  },
  renew: {
    method: 'post',
    path: '/projects/:project/reviews/renew',
    summary: 'Renew leases; the socket does the same by heartbeat',
    access: 'reviews.work',
    params: inProject,
    body: z.strictObject({
      leases: z.array(z.strictObject({ reviewId: id, token: z.number().int() })).max(50),
    }),
    reply: z.strictObject({
      renewals: z.array(z.strictObject({ reviewId: id, expiresAt: instant.nullable() })),
    }),
    errors: [],
  },
  myDecisions: {
    method: 'get',
    path: '/projects/:project/decisions/mine',
    summary: "The caller's latest decisions, newest first, with what was judged",
    access: 'reviews.work',
    params: inProject,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
    reply: z.strictObject({ decisions: z.array(myDecision) }),
    errors: [],
  },
  change: {
    method: 'post',
    path: '/projects/:project/decisions/:id/changes',
    summary:
      "Change one's own decision; after the label was exported or adjudicated this makes an amendment. A skip or an " +
      'escalation that nobody took up yet can be turned into an answer',
    access: 'reviews.work',
    params: oneReview,
    body: z.strictObject({
      decisionId: id,
      value: json,
      timeSpentMs: z.number().int().min(0).max(86_400_000).nullable().default(null),
    }),
    reply: z.strictObject({
      decisionId: id,
      revision: z.enum(['change', 'amendment']),
      standing: toldStanding,
      repeated: z.boolean(),
    }),
    errors: ['decision_conflict', 'conflict'],
  },
});
