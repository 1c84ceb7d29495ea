import type { Json } from '../../../../server/domain/words.ts';
import { isEqual } from '../../../../server/domain/is-equal.ts';
import { lookedAt, nextSeq, type Desk, type Entry } from './desk.ts';

/**
 * Changes the decision on show to another answer, and returns to the item in hand. A decision that has never left
 * this browser is changed in place; any other is followed by a change.
 */
export const changeDecision = (
  desk: Desk,
  { id, value, timeSpentMs }: { id: string; value: Json; timeSpentMs: number | null },
): Desk => {
  const past = lookedAt(desk);
  if (past === null) return desk;
  const back = { ...desk, looking: null };
  if (past.kind === 'answer' && isEqual(past.value, value))
    return { ...back, past: desk.past.map((p) => (p === past ? { ...p, draft: undefined } : p)) };
  const answer = { kind: 'answer' as const, value };
  const unsent = desk.outbox.find((e) => e.id === past.decisionId && !e.attempted);
  const decisionId = unsent ? past.decisionId : id;
  const rewrite = (entry: Entry): Entry => {
    if (entry !== unsent) return entry;
    if (entry.is === 'change') return { ...entry, value };
    return entry.is === 'ending'
      ? { ...entry, ending: { ...answer, suggestionShown: entry.review.suggestion !== null } }
      : entry;
  };
  const change: Entry = {
    is: 'change',
    id,
    seq: nextSeq(desk),
    of: past.decisionId,
    review: past.review,
    value,
    before: { kind: past.kind, value: past.value },
    timeSpentMs,
    attempted: false,
  };
  return {
    ...back,
    outbox: unsent ? desk.outbox.map(rewrite) : [...desk.outbox, change],
    past: desk.past.map((p) =>
      p === past ? { ...p, ...answer, decisionId, standing: null, refusedChange: null, draft: undefined } : p,
    ),
    notices: desk.notices.filter((n) => n.review.id !== past.review.id),
  };
};
