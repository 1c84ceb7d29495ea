import { judged, nextSeq, type CommentEntry, type Desk } from './desk.ts';
import { keepDraft } from './drafts.ts';
import type { Refusal } from './refusals.ts';

/** Sends a comment on the item in hand, which stays there. */
export const comment = (desk: Desk, { id, text }: { id: string; text: string }): Desk => {
  if (desk.hand === null || desk.looking !== null) return desk;
  const review = judged(desk.hand.review);
  const entry: CommentEntry = {
    is: 'comment',
    id,
    seq: nextSeq(desk),
    review,
    text,
    timeSpentMs: null,
    attempted: false,
  };
  return {
    ...desk,
    outbox: [...desk.outbox, entry],
    drafts: keepDraft(desk.drafts, review.id, { ask: '' }),
    notices: desk.notices.filter(({ what }) => what !== 'comment_refused'),
  };
};

/** The server has taken a comment. */
export const confirmComment = (desk: Desk, id: string): Desk => ({
  ...desk,
  link: 'ok',
  outbox: desk.outbox.filter((entry) => entry.id !== id),
});

/** The server has refused a comment: its author is told, and finds the words where they wrote them. */
export const refuseComment = (desk: Desk, { id, review, text }: CommentEntry, refusal: Refusal): Desk => ({
  ...confirmComment(desk, id),
  drafts: keepDraft(desk.drafts, review.id, { ask: desk.drafts[review.id]?.ask || text }),
  notices: [...desk.notices, { id, what: 'comment_refused', review, refusal }],
});
