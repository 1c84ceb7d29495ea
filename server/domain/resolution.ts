import type { Json, ItemStatus, LabelSource } from './words.ts';

/** A standing answer of one inspector. */
export type Opinion = { value: Json; decisionId: string };

/** What the reviews of one item say at this moment. */
export type ItemOpinions = {
  /** The value accepted automatically; undefined where the item was sent to people. */
  automatic: Json | undefined;
  /** How many independent answers the routing asked for. */
  asked: number;
  /** The standing answers of ordinary and audit reviews, oldest first. */
  opinions: Opinion[];
  /** The answer of the adjudication; null while there is none. */
  adjudication: Opinion | null;
};

/** What follows: the label in force, and whether a lead must settle a disagreement. */
export type Resolution = {
  status: ItemStatus;
  label: { value: Json; source: LabelSource; decisionIds: string[] } | null;
  needsAdjudication: boolean;
};

/**
 * The label that the opinions on an item add up to. One asked: the answer stands. Two asked: equal answers are a
 * consensus, unequal ones go to adjudication. While answers are missing an automatic label stays in force.
 * `same` compares two answers as the label kind does.
 */
export const resolve = (o: ItemOpinions, same: (a: Json, b: Json) => boolean): Resolution => {
  const ids = o.opinions.map((x) => x.decisionId);
  if (o.adjudication !== null) {
    const label = {
      value: o.adjudication.value,
      source: 'adjudicated' as const,
      decisionIds: [...ids, o.adjudication.decisionId],
    };
    return { status: 'labelled', label, needsAdjudication: false };
  }
  const automatic =
    o.automatic === undefined ? null : { value: o.automatic, source: 'auto' as const, decisionIds: [] };
  const [first] = o.opinions;
  if (first === undefined || o.opinions.length < o.asked)
    return { status: automatic ? 'accepted' : 'in_review', label: automatic, needsAdjudication: false };
  if (o.opinions.every((x) => same(x.value, first.value))) {
    const source = o.opinions.length > 1 ? ('consensus' as const) : ('human' as const);
    return {
      status: 'labelled',
      label: { value: first.value, source, decisionIds: ids },
      needsAdjudication: false,
    };
  }
  return { status: 'disputed', label: automatic, needsAdjudication: true };
};
