import { areAlike, gridCells, sharesOf, type GridCell } from '../../../../server/domain/grid.ts';
import type { Json } from '../../../../server/domain/words.ts';
import { nextSeq, type Desk, type EndingEntry, type Grid, type Held } from './desk.ts';
import { suggestionOf } from './draft.ts';
import { behind } from './past.ts';
import { bringIn } from './take.ts';

/** All that is held, the item in hand first. */
export const allHeld = ({ hand, ahead }: Desk): Held[] => (hand === null ? ahead : [hand, ...ahead]);

/** Whether the item in hand only stands in the grid, and nobody has begun with it by itself. */
export const isInGrid = ({ grid, single }: Pick<Desk, 'grid' | 'single'>): boolean =>
  grid !== null && single === null;

/** Whether the grid is on show, and no item by itself. */
export const showsGrid = (desk: Pick<Desk, 'grid' | 'single' | 'looking'>): boolean =>
  isInGrid(desk) && desk.looking === null;

/** Whether it is judged beside others: what came back, was lost, passed on or asked about has more to it than a cell shows. */
export const standsInGrid = ({ review, lost, returned }: Held): boolean =>
  !lost &&
  returned === null &&
  review.purpose === 'review' &&
  review.escalation === null &&
  review.thread.length === 0;

const cellOf = ({ review }: Held): GridCell => ({
  arm: review.arm,
  schemaRevision: review.schemaRevision,
  suggested: suggestionOf(review)?.value ?? null,
});

/** What stands in the places of the grid; null: it is decided, or in these hands no longer. */
export const cellsOf = (desk: Desk): (Held | null)[] => {
  const held = new Map(allHeld(desk).map((one) => [one.review.id, one]));
  return (desk.grid?.cells ?? []).map((id) => {
    const cell = held.get(id);
    return cell && standsInGrid(cell) ? cell : null;
  });
};

/** What lies behind the grid, to be made ready. */
export const behindGrid = (desk: Desk): Held[] =>
  allHeld(desk).filter(({ review }) => desk.grid?.cells.includes(review.id) !== true);

const inHand = (desk: Desk, held: Held): Desk =>
  desk.hand === held ? desk : { ...desk, hand: held, ahead: allHeld(desk).filter((other) => other !== held) };

/** Lays out the next grid of what is like the item in hand; before it, one by one, comes what stands in none. */
const nextGrid = (desk: Desk): Desk => {
  const alone = allHeld(desk).find((held) => !standsInGrid(held));
  if (alone)
    return { ...inHand(desk, desk.hand && !standsInGrid(desk.hand) ? desk.hand : alone), grid: null };
  if (desk.hand === null) return desk.grid === null ? desk : { ...desk, grid: null };
  const first = cellOf(desk.hand);
  const alike = allHeld(desk).filter((held) => areAlike(first, cellOf(held)));
  const cells = alike.slice(0, gridCells).map(({ review }) => review.id);
  return { ...desk, grid: { cells, focus: 0, marked: [], excepted: [], turn: 0 } };
};

/** The place of the next cell that is yet to be decided, from this one on and around; null: there is none. */
const openFrom = (cells: (Held | null)[], place: number): number | null => {
  const order = cells.map((_, i) => (place + i) % cells.length);
  return order.find((i) => cells[i] !== null) ?? null;
};

/** The desk with a grid on it, where its person works in grids: another once all cells of the last are decided. */
export const layOut = (desk: Desk): Desk => {
  if (!desk.isGrid) return desk;
  const single = allHeld(desk).some(({ review }) => review.id === desk.single) ? desk.single : null;
  const seen = single === desk.single ? desk : { ...desk, single };
  const cells = cellsOf(seen);
  const focus = seen.grid && openFrom(cells, seen.grid.focus);
  if (seen.grid === null || focus === null) return single === null ? nextGrid(seen) : seen;
  return focus === seen.grid.focus ? seen : { ...seen, grid: { ...seen.grid, focus } };
};

/** The same to all, but for what is given. */
const inGrid = (desk: Desk, change: Partial<Grid>): Desk =>
  desk.grid === null ? desk : { ...desk, grid: { ...desk.grid, ...change } };

/** Moves the focus by so many places; over what is decided, and not beyond the ends. */
export const moveFocus = (desk: Desk, by: number): Desk => {
  if (desk.grid === null || by === 0) return desk;
  const cells = cellsOf(desk);
  for (let i = desk.grid.focus + by; i >= 0 && i < cells.length; i += by)
    if (cells[i]) return inGrid(desk, { focus: i });
  return desk;
};

/** Puts the focus on the cell of a review. */
export const focusOn = (desk: Desk, reviewId: string): Desk => {
  const place = desk.grid?.cells.indexOf(reviewId) ?? -1;
  return place === -1 || place === desk.grid?.focus ? desk : inGrid(desk, { focus: place });
};

/** Marks a cell, or marks it no longer. */
export const toggleMark = (desk: Desk, reviewId: string): Desk => {
  const marked = desk.grid?.marked ?? [];
  return inGrid(desk, {
    marked: marked.includes(reviewId) ? marked.filter((id) => id !== reviewId) : [...marked, reviewId],
  });
};

const openIds = (desk: Desk): string[] => cellsOf(desk).flatMap((cell) => (cell ? [cell.review.id] : []));

/** Marks all cells; where all are, none. */
export const toggleAll = (desk: Desk): Desk => {
  const open = openIds(desk);
  return inGrid(desk, { marked: desk.grid?.marked.length === open.length ? [] : open });
};

/** The cells that a class goes to: the marked ones, or the one in focus. */
export const aimedAt = (desk: Desk): Held[] => {
  const { marked = [], focus = 0 } = desk.grid ?? {};
  const cells = cellsOf(desk);
  const aimed = marked.length === 0 ? [cells[focus]] : cells.filter((c) => c && marked.includes(c.review.id));
  return aimed.filter((cell) => cell != null);
};

/** The cells that are as suggested: all that were never marked. */
export const asSuggested = (desk: Desk): Held[] => {
  const { marked = [], excepted = [] } = desk.grid ?? {};
  const isExcepted = (id: string) => marked.includes(id) || excepted.includes(id);
  return cellsOf(desk)
    .filter((cell) => cell !== null)
    .filter(({ review }) => !isExcepted(review.id));
};

/** One answer to several cells, each a decision of its own, and the time that they took together. */
export type CellsDecided = {
  decisions: { id: string; reviewId: string }[];
  value: Json;
  /** Whether it is what was suggested: what was marked then is not. */
  asSuggested: boolean;
  timeSpentMs: number;
};

/** Decides cells of the grid. */
export const decideCells = (desk: Desk, { decisions, value, timeSpentMs, ...event }: CellsDecided): Desk => {
  const { grid } = desk;
  if (grid === null) return desk;
  const held = new Map(cellsOf(desk).flatMap((cell) => (cell ? [[cell.review.id, cell.review]] : [])));
  const known = decisions.filter(({ reviewId }) => held.has(reviewId));
  const shares = sharesOf(timeSpentMs, known.length);
  const entries = known.flatMap(({ id, reviewId }, i): EndingEntry[] => {
    const review = held.get(reviewId);
    if (!review) return [];
    const suggestionShown = suggestionOf(review) !== null;
    const ending = { kind: 'answer' as const, value, suggestionShown, cells: known.length };
    const seq = nextSeq(desk) + i;
    return [{ is: 'ending', id, seq, review, ending, timeSpentMs: shares[i] ?? null, attempted: false }];
  });
  const done = new Set(known.map(({ reviewId }) => reviewId));
  const isOpen = ({ review }: Held) => !done.has(review.id);
  const marked = grid.marked.filter((id) => !done.has(id));
  // What is not as suggested is gone through from the first on.
  const after = event.asSuggested
    ? { marked: [], excepted: [...grid.excepted, ...marked], focus: 0 }
    : { marked };
  return bringIn({
    ...desk,
    hand: desk.hand && isOpen(desk.hand) ? desk.hand : null,
    ahead: desk.ahead.filter(isOpen),
    outbox: [...desk.outbox, ...entries],
    past: entries.reduce(behind, desk.past),
    notices: desk.notices.filter((n) => !done.has(n.review.id)),
    grid: { ...grid, ...after, turn: grid.turn + 1 },
  });
};

/** Takes a cell out, to be judged by itself; null: puts it back. */
export const takeOut = (desk: Desk, reviewId: string | null): Desk => {
  if (reviewId === null) return desk.single === null ? desk : { ...desk, single: null };
  const cell = cellsOf(desk).find((one) => one?.review.id === reviewId);
  return cell ? { ...inHand(desk, cell), single: reviewId } : desk;
};

/** Begins to work in grids, which come anew, or one item after the other again, with what is held. */
export const arrange = (desk: Desk, isGrid: boolean): Desk => {
  if (desk.isGrid === isGrid) return desk;
  const stays = (held: Held) => !isGrid || !standsInGrid(held);
  return bringIn({
    ...desk,
    hand: desk.hand && stays(desk.hand) ? desk.hand : null,
    ahead: desk.ahead.filter(stays),
    isGrid,
    grid: null,
    single: null,
    looking: null,
    dry: false,
  });
};
