import type { Availability, HeldReview, MyDecision } from '../../../../server/features/reviews/contract.ts';
import type { DecisionKind, DecisionStanding, Json, SkipReason } from '../../../../server/domain/words.ts';
import { gridCells } from '../../../../server/domain/grid.ts';
import type { Drafts } from './drafts.ts';
import type { Refusal } from './refusals.ts';

/** How many reviews lie ready behind the one in hand. */
export const aheadTarget = 3;

/** What of a review is shown when it is looked at again. */
export type JudgedReview = MyDecision['review'];

/** What an inspector says of the review in hand. */
export type Ending =
  /** `cells`: among how many of a grid its time is shared; missing: it was judged by itself. */
  | { kind: 'answer'; value: Json; suggestionShown: boolean; cells?: number }
  | { kind: 'skip'; reason: SkipReason; note: string }
  | { kind: 'escalation'; note: string }
  | { kind: 'question'; text: string };

/** A review on the desk. */
export type Held = {
  review: HeldReview;
  /** The server said that the hold has ended: an answer would be kept as a further opinion. */
  lost: boolean;
  /** Set where an answer was refused and the item came back: what was answered, and why it was not taken. */
  returned: { ending: Ending; refusal: Refusal } | null;
  /** What is made of an answer of several steps so far; undefined: nothing was touched. */
  draft: Json | undefined;
};

type Sendable = {
  /** The decision's id, made here, so that a repeated request is recognised. */
  id: string;
  /** Order of sending. */
  seq: number;
  timeSpentMs: number | null;
  /** True once it may have reached the server: from then on its content is fixed. */
  attempted: boolean;
};

/** What the server has not confirmed: the end of a review, the change of an earlier decision, or a comment. */
export type Entry = Sendable &
  (
    | { is: 'ending'; review: HeldReview; ending: Ending }
    | { is: 'change'; of: string; review: JudgedReview; value: Json; before: Said }
    | { is: 'comment'; review: JudgedReview; text: string }
  );

export type EndingEntry = Extract<Entry, { is: 'ending' }>;
export type ChangeEntry = Extract<Entry, { is: 'change' }>;
export type CommentEntry = Extract<Entry, { is: 'comment' }>;

/** The place of what comes next behind all that waits to be sent. */
export const nextSeq = ({ outbox }: Pick<Desk, 'outbox'>): number => (outbox.at(-1)?.seq ?? 0) + 1;

/** How many decisions wait to be sent, comments apart. */
export const unsentDecisions = ({ outbox }: Pick<Desk, 'outbox'>): number =>
  outbox.filter(({ is }) => is !== 'comment').length;

/** An answer, or that there was none. */
export type Said = { kind: DecisionKind; value: Json };

/** One of my decisions, to look back at. */
export type Past = Said & {
  decisionId: string;
  review: JudgedReview;
  /** Null until the server has confirmed it. */
  standing: DecisionStanding | null;
  /** False where the label has left the house, so that a change becomes an amendment. */
  changeable: boolean;
  /** A change that the server refused; the answer before it stands. */
  refusedChange: { value: Json; refusal: Refusal } | null;
  /** What is made of a change of several steps so far; undefined: nothing was touched. */
  draft: Json | undefined;
};

/** Something the inspector is told without being interrupted. */
export type Notice = {
  id: string;
  what: 'opinion' | 'returned' | 'change_refused' | 'amended' | 'comment_refused';
  review: JudgedReview;
  refusal: Refusal | null;
};

/** How the server can be reached. */
export type Link = 'ok' | 'offline' | 'signed_out';

/** Several items that are judged side by side. */
export type Grid = {
  /** The ids of their reviews, each in its place, from which it does not move. */
  cells: string[];
  /** The place of the cell in focus. */
  focus: number;
  /** Reviews that the next class goes to, and that are not as suggested. */
  marked: string[];
  /** Those that were marked when the others were accepted. */
  excepted: string[];
  /** How many times something was decided in it. */
  turn: number;
};

/** Everything on an inspector's desk. */
export type Desk = {
  hand: Held | null;
  ahead: Held[];
  /** Newest first. */
  past: Past[];
  /** The past decision on show, by id; null: the one in hand is. */
  looking: string | null;
  /** Oldest first; the first may be on its way. */
  outbox: Entry[];
  /** False where unsent decisions live only as long as this tab. */
  durable: boolean;
  link: Link;
  /** Why there is no more, as the server last said; null while it has not. */
  availability: Availability | null;
  /** The queue gave less than asked: ask again when something moves in it. */
  dry: boolean;
  /** Ask again for what the server counts as mine, as after a reload. */
  resume: boolean;
  /** Why claims are refused; null while they are not. */
  barred: Refusal | null;
  notices: Notice[];
  drafts: Drafts;
  /** Whether its person works in grids, where there is what to fill one. */
  isGrid: boolean;
  grid: Grid | null;
  /** The review that was taken out of the grid, to be judged by itself. */
  single: string | null;
};

/** How many reviews a desk begins with. */
export const firstClaim = ({ isGrid }: Pick<Desk, 'isGrid'>): number =>
  isGrid ? gridCells : 1 + aheadTarget;

/** How many reviews are missing on the desk: where its person works in grids, the next one where little lies behind this. */
export const wanted = (desk: Desk): number => {
  const held = (desk.hand === null ? [] : [desk.hand]).concat(desk.ahead);
  if (!desk.isGrid) return Math.max(0, firstClaim(desk) - held.length);
  const behind = held.filter(({ review }) => desk.grid?.cells.includes(review.id) !== true);
  return behind.length < aheadTarget ? gridCells : 0;
};

/** Whether a claim is due that no decision carries. */
export const claimIsDue = (desk: Desk): boolean =>
  desk.barred === null && (desk.resume || (!desk.dry && wanted(desk) > 0));

/** The past decision on show; null where it is the item in hand. */
export const lookedAt = (desk: Desk): Past | null =>
  desk.past.find((p) => p.decisionId === desk.looking) ?? null;

/** Whether it is a lead's work: nothing of it is passed on to leads. */
export const isWithLead = ({ review }: Pick<Held, 'review'>): boolean =>
  review.escalation !== null || review.purpose === 'adjudication';

/** What an ending says, as it is remembered; null: nothing, as the review will come back. */
export const saidBy = (ending: Ending): Said | null =>
  ending.kind === 'question'
    ? null
    : { kind: ending.kind, value: ending.kind === 'answer' ? ending.value : null };

/** The parts of a held review that stay of interest once it is judged. */
export const judged = (r: HeldReview): JudgedReview => ({
  id: r.id,
  itemId: r.itemId,
  key: r.key,
  purpose: r.purpose,
  arm: r.arm,
  schemaRevision: r.schemaRevision,
  schema: r.schema,
  payload: r.payload,
  inputs: r.inputs,
  suggestion: r.suggestion,
});
