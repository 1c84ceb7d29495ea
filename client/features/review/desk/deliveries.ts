import type { Decided } from '../../../../server/features/reviews/contract.ts';
import type { DecisionStanding, RevisionKind } from '../../../../server/domain/words.ts';
import { refuseComment } from './comments.ts';
import {
  judged,
  type ChangeEntry,
  type Desk,
  type Ending,
  type EndingEntry,
  type Entry,
  type Held,
  type Notice,
  type Past,
} from './desk.ts';
import { dropDraft, keepDraft, type Drafts } from './drafts.ts';
import type { Refusal } from './refusals.ts';
import { bringIn } from './take.ts';

const without = (outbox: Entry[], id: string): Entry[] => outbox.filter((e) => e.id !== id);

const mapPast = (past: Past[], id: string, to: (p: Past) => Past): Past[] =>
  past.map((p) => (p.decisionId === id ? to(p) : p));

const tell = (desk: Desk, notice: Notice): Notice[] => [
  ...desk.notices.filter((n) => n.review.id !== notice.review.id),
  notice,
];

/** What was begun of an answer is gone on with once the question is answered; else drafts are of no use any more. */
const draftsAfter = (drafts: Drafts, { review, ending }: EndingEntry): Drafts =>
  ending.kind === 'question'
    ? keepDraft(drafts, review.id, { skip: '', escalate: '', ask: '' })
    : dropDraft(drafts, review.id);

/** The server has taken a decision. */
export const confirmEnding = (
  desk: Desk,
  id: string,
  reply: Pick<Decided, 'standing' | 'repeated'>,
): Desk => {
  const entry = desk.outbox.find((e) => e.id === id);
  if (entry?.is !== 'ending') return desk;
  const { standing, repeated } = reply;
  return {
    ...desk,
    link: 'ok',
    outbox: without(desk.outbox, id),
    drafts: draftsAfter(desk.drafts, entry),
    past: mapPast(desk.past, id, (p) => ({ ...p, standing })),
    // A repeated answer means that an earlier one was lost on its way, and with it perhaps the reviews it carried.
    resume: desk.resume || repeated,
    notices:
      standing === 'opinion'
        ? tell(desk, { id, what: 'opinion', review: judged(entry.review), refusal: null })
        : desk.notices,
  };
};

/** The server has taken a change. */
export const confirmChange = (
  desk: Desk,
  id: string,
  { standing, revision }: { standing: DecisionStanding; revision: RevisionKind },
): Desk => {
  const entry = desk.outbox.find((e) => e.id === id);
  if (entry?.is !== 'change') return desk;
  return {
    ...desk,
    link: 'ok',
    outbox: without(desk.outbox, id),
    past: mapPast(desk.past, id, (p) => ({ ...p, standing, changeable: revision === 'change' })),
    notices:
      revision === 'amendment'
        ? tell(desk, { id, what: 'amended', review: entry.review, refusal: null })
        : desk.notices,
  };
};

/** The entries that change the decision `id`, or a change of it, oldest first. */
const changesOf = (outbox: Entry[], id: string): ChangeEntry[] => {
  const found: ChangeEntry[] = [];
  let target = id;
  for (const e of outbox)
    if (e.is === 'change' && e.of === target) {
      found.push(e);
      target = e.id;
    }
  return found;
};

const refuseEnding = (desk: Desk, entry: EndingEntry, refusal: Refusal): Desk => {
  const changes = changesOf(desk.outbox, entry.id);
  const gone = new Set([entry.id, ...changes.map((e) => e.id)]);
  const newest = changes.at(-1);
  const ending: Ending = newest
    ? { kind: 'answer', value: newest.value, suggestionShown: entry.review.suggestion !== null }
    : entry.ending;
  const back: Held = {
    review: entry.review,
    lost: refusal.code === 'lease_lost',
    returned: { ending, refusal },
    draft: undefined,
  };
  // Behind others that came back, before what is yet to be begun; never in place of the item in hand.
  const at = desk.ahead.findLastIndex((held) => held.returned !== null) + 1;
  return bringIn({
    ...desk,
    link: 'ok',
    outbox: desk.outbox.filter((e) => !gone.has(e.id)),
    past: desk.past.filter((p) => !gone.has(p.decisionId)),
    looking: desk.looking !== null && gone.has(desk.looking) ? null : desk.looking,
    ahead: desk.ahead.toSpliced(at, 0, back),
    notices: tell(desk, { id: entry.id, what: 'returned', review: judged(entry.review), refusal }),
  });
};

const refuseChange = (desk: Desk, entry: ChangeEntry, refusal: Refusal): Desk => {
  const changes = changesOf(desk.outbox, entry.id);
  const gone = new Set([entry.id, ...changes.map((e) => e.id)]);
  const { value } = changes.at(-1) ?? entry;
  const restore = (p: Past): Past =>
    gone.has(p.decisionId)
      ? {
          ...p,
          ...entry.before,
          decisionId: entry.of,
          standing: 'standing',
          refusedChange: { value, refusal },
        }
      : p;
  return {
    ...desk,
    link: 'ok',
    outbox: desk.outbox.filter((e) => !gone.has(e.id)),
    past: desk.past.map(restore),
    looking: desk.looking !== null && gone.has(desk.looking) ? entry.of : desk.looking,
    notices: tell(desk, { id: entry.id, what: 'change_refused', review: entry.review, refusal }),
  };
};

/** The server has refused: the item comes back with the answer and the reason, or the answer before a change does. */
export const refuse = (desk: Desk, id: string, refusal: Refusal): Desk => {
  const entry = desk.outbox.find((e) => e.id === id);
  if (entry === undefined) return desk;
  switch (entry.is) {
    case 'ending':
      return refuseEnding(desk, entry, refusal);
    case 'change':
      return refuseChange(desk, entry, refusal);
    case 'comment':
      return refuseComment(desk, entry, refusal);
  }
};
