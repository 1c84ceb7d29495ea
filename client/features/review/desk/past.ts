import type { MyDecision } from '../../../../server/features/reviews/contract.ts';
import {
  judged,
  saidBy,
  type Desk,
  type EndingEntry,
  type Entry,
  type JudgedReview,
  type Past,
  type Said,
} from './desk.ts';

const kept = 50;

/** A decision just made, that the server has not confirmed. */
export const pastOf = (decisionId: string, review: JudgedReview, said: Said): Past => ({
  ...said,
  decisionId,
  review,
  standing: null,
  changeable: true,
  refusedChange: null,
  draft: undefined,
});

/** What lies behind once a review has ended. */
export const behind = (
  past: Past[],
  { id, review, ending }: Pick<EndingEntry, 'id' | 'review' | 'ending'>,
): Past[] => {
  const said = saidBy(ending);
  return said === null ? past : [pastOf(id, judged(review), said), ...past];
};

/** What lies behind, newest first, after one more unsent decision. */
export const remember = (past: Past[], entry: Entry): Past[] => {
  if (entry.is === 'comment') return past;
  if (entry.is === 'ending') return behind(past, entry);
  return [
    pastOf(entry.id, entry.review, { kind: 'answer', value: entry.value }),
    ...past.filter((p) => p.decisionId !== entry.of),
  ];
};

/** Adds what the server remembers of earlier visits behind what was decided on this one. */
export const loadPast = (desk: Desk, decisions: readonly MyDecision[]): Desk => {
  // One review can have several decisions; the newest known here speaks for it.
  const seen = new Set(desk.past.map((p) => p.review.id));
  const earlier: Past[] = [];
  for (const d of decisions) {
    if (d.standing === 'superseded' || seen.has(d.review.id)) continue;
    seen.add(d.review.id);
    const { id: decisionId, kind, value, standing, changeable, review } = d;
    const untouched = { refusedChange: null, draft: undefined };
    earlier.push({ decisionId, kind, value, standing, changeable, review, ...untouched });
  }
  return earlier.length === 0 ? desk : { ...desk, past: [...desk.past, ...earlier].slice(0, kept) };
};

/** One decision further back. */
export const lookBack = (desk: Desk): Desk => {
  const at = desk.looking === null ? -1 : desk.past.findIndex((p) => p.decisionId === desk.looking);
  const next = desk.past[at + 1];
  return next === undefined ? desk : { ...desk, looking: next.decisionId };
};

/** One decision forward, at last to the item in hand. */
export const lookForward = (desk: Desk): Desk => {
  if (desk.looking === null) return desk;
  const at = desk.past.findIndex((p) => p.decisionId === desk.looking);
  return { ...desk, looking: desk.past[at - 1]?.decisionId ?? null };
};
