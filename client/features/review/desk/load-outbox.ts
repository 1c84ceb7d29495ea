import type { Desk, Entry, Held } from './desk.ts';
import { remember } from './past.ts';
import { bringIn } from './take.ts';

/** Adds what an earlier visit, or another tab, decided and could not send; what it decided is not judged again. */
export const loadOutbox = (desk: Desk, entries: readonly Entry[]): Desk => {
  const known = new Set(desk.outbox.map((entry) => entry.id));
  const found = entries.filter((entry) => !known.has(entry.id));
  if (found.length === 0) return desk;
  const decided = new Set(found.filter(({ is }) => is !== 'comment').map((entry) => entry.review.id));
  const isOpen = (held: Held) => !decided.has(held.review.id);
  return bringIn({
    ...desk,
    hand: desk.hand && isOpen(desk.hand) ? desk.hand : null,
    ahead: desk.ahead.filter(isOpen),
    outbox: [...desk.outbox, ...found].toSorted((a, b) => a.seq - b.seq),
    past: found.reduce(
      remember,
      desk.past.filter((past) => !decided.has(past.review.id)),
    ),
  });
};
