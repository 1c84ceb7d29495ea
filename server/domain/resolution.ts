import type { Verdict, Votes } from './consensus.ts';
import type { Json, ItemStatus, LabelSource } from './words.ts';

/** A standing answer of one inspector. */
export type Opinion = { value: Json; decisionId: string };

/** What the reviews of one item say at this moment. */
export type ItemOpinions = {
  /** The value accepted automatically; undefined where the item was sent to people. */
  automatic: Json | undefined;
  /** How many independent answers the routing asked for. */
  asked: number;
  /** Whether all of them are waited for even where they can come to no consensus, as an estimate is to weigh them. */
  weighed: boolean;
  /** The standing answers of all reviews but the adjudication, oldest first. */
  opinions: Opinion[];
  /** The answer of the adjudication; null while there is none. */
  adjudication: Opinion | null;
};

/** What follows: the label in force, and what it takes to settle a disagreement. */
export type Resolution = {
  status: ItemStatus;
  label: { value: Json; source: LabelSource; decisionIds: string[] } | null;
  /** `recheck`: one more blind answer; `adjudication`: a lead; null: nothing beyond what was asked for. */
  needs: 'recheck' | 'adjudication' | null;
  /** How many of the answers that the routing asked for it still takes. */
  toCome: number;
};

/** Compares two answers as the label kind does. */
type Same = (a: Json, b: Json) => boolean;

/** How answers are told to agree: two of them, and all by the rule for consensus. */
export type Agreement = { same: Same; verdict: (votes: Votes) => Verdict };

/** Opinions after which no further one is asked for, and a lead settles what they leave open. */
const mostOpinions = 3;

const settled = (value: Json, source: LabelSource, opinions: Opinion[]): Resolution => ({
  status: 'labelled',
  label: { value, source, decisionIds: opinions.map(({ decisionId }) => decisionId) },
  needs: null,
  toCome: 0,
});

/** The oldest answer that more than half of the opinions agree with; undefined where none has so many. */
const majority = (opinions: Opinion[], same: Same): Opinion | undefined =>
  opinions.find(
    ({ value }) => opinions.filter((other) => same(other.value, value)).length * 2 > opinions.length,
  );

/**
 * An item that was sent to people: labelled as soon as further answers could no longer undo a consensus, a lead's as soon as
 * they could bring none.
 */
const resolveReviewed = (
  { asked, weighed, opinions }: ItemOpinions,
  verdict: Agreement['verdict'],
): Resolution => {
  const toCome = Math.max(0, asked - opinions.length);
  const waiting = { status: 'in_review', label: null, needs: null, toCome } as const;
  if (opinions.length === 0) return waiting;
  const found = verdict({ values: opinions.map(({ value }) => value), toCome });
  if (found.state === 'agreed')
    return settled(found.value, opinions.length > 1 ? 'consensus' : 'human', opinions);
  if (found.state === 'open' || (weighed && toCome > 0)) return waiting;
  return { status: 'disputed', label: null, needs: 'adjudication', toCome: 0 };
};

/**
 * An item that was accepted automatically. One inspector who agrees with the model is enough; one who does not is checked
 * by a second and, where these two differ, by a third. The automatic label stays in force until then.
 */
const resolveAudited = (automatic: Json, { opinions }: ItemOpinions, same: Same): Resolution => {
  const [first] = opinions;
  const label = { value: automatic, source: 'auto' as const, decisionIds: [] };
  if (first === undefined) return { status: 'accepted', label, needs: null, toCome: 0 };
  if (opinions.length === 1 && same(first.value, automatic)) return settled(first.value, 'human', opinions);
  const most = opinions.length > 1 ? majority(opinions, same) : undefined;
  if (most) return settled(most.value, 'consensus', opinions);
  const needs = opinions.length < mostOpinions ? 'recheck' : 'adjudication';
  return { status: 'disputed', label, needs, toCome: 0 };
};

/** The label that the opinions on an item add up to, whatever their order. */
export const resolve = (o: ItemOpinions, { same, verdict }: Agreement): Resolution => {
  if (o.adjudication !== null)
    return settled(o.adjudication.value, 'adjudicated', [...o.opinions, o.adjudication]);
  return o.automatic === undefined ? resolveReviewed(o, verdict) : resolveAudited(o.automatic, o, same);
};

/** What follows where a posterior settles to a value what opinions leave open. */
export const resolveByPosterior = (value: Json, opinions: Opinion[]): Resolution =>
  settled(value, 'posterior', opinions);
