import type { Renewal } from '../../../../server/contract/realtime.ts';
import type { Claimed, Decided, MyDecision } from '../../../../server/features/reviews/contract.ts';
import type { DecisionStanding, Json, RevisionKind } from '../../../../server/domain/words.ts';
import { changeDecision } from './change.ts';
import {
  nextSeq,
  type Desk,
  type Ending,
  type EndingEntry,
  type Entry,
  type Held,
  type Link,
  type Past,
} from './desk.ts';
import { comment, confirmComment } from './comments.ts';
import { confirmChange, confirmEnding, refuse } from './deliveries.ts';
import { keepDraft, loadDrafts, type Drafts, type Noting } from './drafts.ts';
import {
  arrange,
  decideCells,
  focusOn,
  isInGrid,
  layOut,
  moveFocus,
  takeOut,
  toggleAll,
  toggleMark,
  type CellsDecided,
} from './grid.ts';
import type { Refusal } from './refusals.ts';
import { leasesToRelease } from './leases.ts';
import { loadOutbox } from './load-outbox.ts';
import { behind, loadPast, lookBack, lookForward } from './past.ts';
import { bringIn, take } from './take.ts';

/** What happens at a desk: what the inspector does, and what the server says. */
export type DeskEvent =
  | { type: 'ended'; id: string; ending: Ending; timeSpentMs: number | null }
  | { type: 'changed'; id: string; value: Json; timeSpentMs: number | null }
  | { type: 'drafted'; reviewId: string; value: Json | undefined }
  | { type: 'commented'; id: string; text: string }
  | { type: 'noted'; on: Noting; note: string }
  | ({ type: 'cells_decided' } & CellsDecided)
  | { type: 'cell_marked'; reviewId: string }
  | { type: 'all_marked' }
  | { type: 'focus_moved'; by: number }
  | { type: 'cell_focused'; reviewId: string }
  | { type: 'taken_out'; reviewId: string | null }
  | { type: 'arranged'; isGrid: boolean }
  | { type: 'set_aside' }
  | { type: 'looked_back' }
  | { type: 'looked_forward' }
  | { type: 'looked_at'; decisionId: string }
  | { type: 'returned_to_hand' }
  | { type: 'notice_read'; id: string }
  | { type: 'opened' }
  | { type: 'left' }
  | { type: 'handed_over' }
  | { type: 'stirred' }
  | { type: 'sending'; id: string }
  | { type: 'ending_delivered'; id: string; reply: Decided }
  | { type: 'change_delivered'; id: string; reply: { revision: RevisionKind; standing: DecisionStanding } }
  | { type: 'comment_delivered'; id: string }
  | { type: 'refused'; id: string; refusal: Refusal }
  | { type: 'claimed'; reply: Claimed }
  | { type: 'barred'; refusal: Refusal }
  | { type: 'link'; link: Link }
  | { type: 'renewed'; renewals: readonly Renewal[] }
  | { type: 'outbox_loaded'; entries: readonly Entry[] }
  | { type: 'drafts_loaded'; drafts: Drafts }
  | { type: 'kept'; durable: boolean }
  | { type: 'past_loaded'; decisions: readonly MyDecision[] };

/** An empty desk. */
export const startDesk = (): Desk => ({
  hand: null,
  ahead: [],
  past: [],
  looking: null,
  outbox: [],
  durable: true,
  link: 'ok',
  availability: null,
  dry: false,
  resume: true,
  barred: null,
  notices: [],
  drafts: {},
  isGrid: false,
  grid: null,
  single: null,
});

const end = (desk: Desk, event: Extract<DeskEvent, { type: 'ended' }>): Desk => {
  if (desk.hand === null || desk.looking !== null) return desk;
  const { review } = desk.hand;
  const entry: EndingEntry = {
    is: 'ending',
    id: event.id,
    seq: nextSeq(desk),
    review,
    ending: event.ending,
    timeSpentMs: event.timeSpentMs,
    attempted: false,
  };
  return bringIn({
    ...desk,
    hand: null,
    outbox: [...desk.outbox, entry],
    past: behind(desk.past, entry),
    notices: desk.notices.filter((n) => n.review.id !== review.id),
  });
};

/** Keeps what is made so far of an answer to a review on the desk, or of the change of one that was decided. */
const draft = (desk: Desk, { reviewId, value }: Extract<DeskEvent, { type: 'drafted' }>): Desk => {
  const put = <T extends Held | Past>(of: T): T => (of.review.id === reviewId ? { ...of, draft: value } : of);
  return desk.looking === null
    ? {
        ...desk,
        hand: desk.hand && put(desk.hand),
        ahead: desk.ahead.map(put),
        drafts: keepDraft(desk.drafts, reviewId, { answer: value }),
      }
    : { ...desk, past: desk.past.map(put) };
};

const renew = (desk: Desk, renewals: readonly Renewal[]): Desk => {
  const ended = new Set(renewals.filter((r) => r.expiresAt === null).map((r) => r.reviewId));
  if (ended.size === 0) return desk;
  const mark = (held: Held): Held => (ended.has(held.review.id) ? { ...held, lost: true } : held);
  const hand = desk.hand && mark(desk.hand);
  return bringIn({
    ...desk,
    hand: hand?.lost && hand.returned === null && isInGrid(desk) ? null : hand,
    // What nobody has begun is let go without a word; what came back stays until its author has seen why.
    ahead: desk.ahead.map(mark).filter((held) => !held.lost || held.returned !== null),
    dry: false,
  });
};

/** What was claimed ahead is given back, and with it a grid as a whole. */
const leave = (desk: Desk): Desk => {
  const given = new Set(leasesToRelease(desk).map(({ reviewId }) => reviewId));
  return {
    ...desk,
    hand: desk.hand && given.has(desk.hand.review.id) ? null : desk.hand,
    ahead: desk.ahead.filter((held) => held.returned !== null),
    looking: null,
    grid: null,
    single: null,
  };
};

/** Another tab works on with what is held: all of it is laid down, but for what came back, which only this tab knows. */
const handOver = (desk: Desk): Desk => ({
  ...desk,
  hand: desk.hand?.returned == null ? null : desk.hand,
  ahead: desk.ahead.filter((held) => held.returned !== null),
  looking: null,
});

/** The desk after an event, before a grid is laid out on it. */
const happen = (desk: Desk, event: DeskEvent): Desk => {
  switch (event.type) {
    case 'ended':
      return end(desk, event);
    case 'changed':
      return changeDecision(desk, event);
    case 'drafted':
      return draft(desk, event);
    case 'noted':
      return desk.hand === null
        ? desk
        : { ...desk, drafts: keepDraft(desk.drafts, desk.hand.review.id, { [event.on]: event.note }) };
    case 'commented':
      return comment(desk, event);
    case 'cells_decided':
      return decideCells(desk, event);
    case 'cell_marked':
      return toggleMark(desk, event.reviewId);
    case 'all_marked':
      return toggleAll(desk);
    case 'focus_moved':
      return moveFocus(desk, event.by);
    case 'cell_focused':
      return focusOn(desk, event.reviewId);
    case 'taken_out':
      return takeOut(desk, event.reviewId);
    case 'arranged':
      return arrange(desk, event.isGrid);
    case 'set_aside':
      return desk.looking === null ? bringIn({ ...desk, hand: null }) : desk;
    case 'looked_back':
      return lookBack(desk);
    case 'looked_forward':
      return lookForward(desk);
    case 'looked_at':
      return desk.past.some((p) => p.decisionId === event.decisionId)
        ? { ...desk, looking: event.decisionId }
        : desk;
    case 'returned_to_hand':
      return desk.looking === null ? desk : { ...desk, looking: null };
    case 'notice_read':
      return { ...desk, notices: desk.notices.filter((n) => n.id !== event.id) };
    case 'opened':
      return { ...desk, resume: true, barred: null };
    case 'left':
      return leave(desk);
    case 'handed_over':
      return handOver(desk);
    case 'stirred':
      return desk.dry || desk.barred ? { ...desk, dry: false, barred: null } : desk;
    case 'sending':
      return { ...desk, outbox: desk.outbox.map((e) => (e.id === event.id ? { ...e, attempted: true } : e)) };
    case 'ending_delivered':
      return take(confirmEnding(desk, event.id, event.reply), event.reply);
    case 'change_delivered':
      return confirmChange(desk, event.id, event.reply);
    case 'comment_delivered':
      return confirmComment(desk, event.id);
    case 'refused':
      return refuse(desk, event.id, event.refusal);
    case 'claimed':
      return take({ ...desk, link: 'ok', resume: false }, event.reply);
    case 'barred':
      return { ...desk, link: 'ok', barred: event.refusal, resume: false };
    case 'link':
      return desk.link === event.link ? desk : { ...desk, link: event.link };
    case 'renewed':
      return renew(desk, event.renewals);
    case 'outbox_loaded':
      return loadOutbox(desk, event.entries);
    case 'drafts_loaded':
      return loadDrafts(desk, event.drafts);
    case 'kept':
      return desk.durable === event.durable ? desk : { ...desk, durable: event.durable };
    case 'past_loaded':
      return loadPast(desk, event.decisions);
  }
};

/** The desk after an event. Pure; what the server says never replaces the item in hand, nor moves a cell of a grid. */
export const reduceDesk = (desk: Desk, event: DeskEvent): Desk => layOut(happen(desk, event));
