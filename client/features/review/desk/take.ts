import type { Claimed, HeldReview } from '../../../../server/features/reviews/contract.ts';
import type { Desk, Held } from './desk.ts';

/** Brings the next item into an empty hand. */
export const bringIn = (desk: Desk): Desk => {
  if (desk.hand !== null) return desk;
  const [next, ...rest] = desk.ahead;
  if (next === undefined) return desk;
  // Once it is in hand, it says itself that it came back.
  const notices = desk.notices.filter((n) => n.what !== 'returned' || n.review.id !== next.review.id);
  return { ...desk, hand: next, ahead: rest, notices };
};

const refresh = (held: Held, review: HeldReview): Held =>
  held.review.id === review.id
    ? { ...held, review: { ...held.review, token: review.token, expiresAt: review.expiresAt }, lost: false }
    : held;

/** What was asked about comes next, now that it is answered; everything else last. */
const layDown = (ahead: Held[], held: Held): Held[] =>
  held.review.thread.length > 0 ? [held, ...ahead] : [...ahead, held];

/** Lays claimed reviews on the desk, each once; what is decided already and still waits to be sent stays away. */
export const take = (
  desk: Desk,
  { reviews, availability }: Pick<Claimed, 'reviews' | 'availability'>,
): Desk => {
  const waiting = new Set(desk.outbox.flatMap((e) => (e.is === 'ending' ? [e.review.id] : [])));
  let { hand, ahead } = desk;
  for (const review of reviews) {
    if (waiting.has(review.id)) continue;
    if (hand?.review.id === review.id) hand = refresh(hand, review);
    else if (ahead.some((held) => held.review.id === review.id))
      ahead = ahead.map((held) => refresh(held, review));
    else
      ahead = layDown(ahead, { review, lost: false, returned: null, draft: desk.drafts[review.id]?.answer });
  }
  return bringIn({ ...desk, hand, ahead, availability, dry: availability !== null });
};
