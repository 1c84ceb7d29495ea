import type { Json } from '../../../../server/domain/words.ts';
import type { Desk, Held } from './desk.ts';

/** What a note is written for. */
export type Noting = 'skip' | 'escalate' | 'ask';

/** What is made so far of an answer, of the notes for skipping and escalating, and of a comment or question. */
export type Draft = { answer: Json | undefined } & Record<Noting, string>;

/** Drafts by review, of what is on the desk and of what was let go. */
export type Drafts = Readonly<Record<string, Draft>>;

const nothing: Draft = { answer: undefined, skip: '', escalate: '', ask: '' };

/** The draft of a review is no longer of use. */
export const dropDraft = (drafts: Drafts, reviewId: string): Drafts => {
  if (drafts[reviewId] === undefined) return drafts;
  const { [reviewId]: _, ...rest } = drafts;
  return rest;
};

/** Keeps a part of the draft of a review; what is empty again is no draft. */
export const keepDraft = (drafts: Drafts, reviewId: string, part: Partial<Draft>): Drafts => {
  const draft = { ...nothing, ...drafts[reviewId], ...part };
  return draft.answer === undefined && draft.skip + draft.escalate + draft.ask === ''
    ? dropDraft(drafts, reviewId)
    : { ...drafts, [reviewId]: draft };
};

/** Takes up the drafts of an earlier visit, or of another tab; what was touched since stays. */
export const loadDrafts = (desk: Desk, drafts: Drafts): Desk => {
  const put = (held: Held): Held => ({ ...held, draft: held.draft ?? drafts[held.review.id]?.answer });
  return { ...desk, drafts, hand: desk.hand && put(desk.hand), ahead: desk.ahead.map(put) };
};
