import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridCells, sharesOf } from '../../server/domain/grid.ts';
import { wanted, type Desk } from '../../client/features/review/desk/desk.ts';
import {
  aimedAt,
  asSuggested,
  behindGrid,
  cellsOf,
  showsGrid,
} from '../../client/features/review/desk/grid.ts';
import { leasesToRegroup, leasesToRelease } from '../../client/features/review/desk/leases.ts';
import type { DeskEvent } from '../../client/features/review/desk/reduce.ts';
import type { HeldReview } from '../../server/features/reviews/contract.ts';
import { after, decisionId, deskAfter, ends, review, reviewId, says, waiting } from './review-desk-cases.ts';

const inGrids: DeskEvent = { type: 'arranged', isGrid: true };
const brings = (...reviews: HeldReview[]): DeskEvent => ({
  type: 'claimed',
  reply: { reviews, availability: null },
});
const suggesting = (n: number, value: string): HeldReview => ({
  ...review(n),
  suggestion: { model: 'm@1', value, confidence: 0.5, calibrated: null, scores: null },
});
const blind = (n: number): HeldReview => ({ ...review(n), arm: 'blind', suggestion: null });
const marks = (n: number): DeskEvent => ({ type: 'cell_marked', reviewId: reviewId(n) });
const focuses = (n: number): DeskEvent => ({ type: 'cell_focused', reviewId: reviewId(n) });
const decides = (ns: number[], value: string, asIsSuggested = false, timeSpentMs = 100): DeskEvent => ({
  type: 'cells_decided',
  decisions: ns.map((n) => ({ id: decisionId(n), reviewId: reviewId(n) })),
  value,
  asSuggested: asIsSuggested,
  timeSpentMs,
});
/** The items in the places of the grid; `-` where one is decided or lost. */
const places = (desk: Desk) => cellsOf(desk).map((cell) => cell?.review.key.slice(5) ?? '-');
const keysOf = (held: { review: { key: string } }[]) => held.map((one) => one.review.key.slice(5));
const five = deskAfter(inGrids, brings(...[1, 2, 3, 4, 5].map((n) => review(n))));

test('a grid is of one suggestion; what differs lies behind it and comes next', () => {
  const desk = deskAfter(
    inGrids,
    brings(suggesting(1, 'yes'), suggesting(2, 'no'), suggesting(3, 'yes'), blind(4)),
  );
  expect(places(desk)).toEqual(['1', '3']);
  const next = after(desk, decides([1, 3], 'yes', true));
  expect(places(next)).toEqual(['2']);
  expect(places(after(next, decides([2], 'no')))).toEqual(['4']);
});

test('all but two: the marked ones stay when the rest is accepted, and are accepted by no further press', () => {
  const marked = after(five, marks(2), marks(4));
  expect(keysOf(asSuggested(marked))).toEqual(['1', '3', '5']);
  const accepted = after(marked, decides([1, 3, 5], 'yes', true));
  expect(places(accepted)).toEqual(['-', '2', '-', '4', '-']);
  expect(asSuggested(accepted)).toEqual([]);
  // Each gets a class of its own: the one in focus first.
  expect(keysOf(aimedAt(accepted))).toEqual(['2']);
  const one = after(accepted, decides([2], 'no'));
  expect(keysOf(aimedAt(one))).toEqual(['4']);
  const all = after(one, decides([4], 'maybe'));
  expect(all.grid).toBeNull();
  expect(waiting(all.outbox)).toEqual([
    'item-1 yes',
    'item-3 yes',
    'item-5 yes',
    'item-2 no',
    'item-4 maybe',
  ]);
});

test('a class goes to what is marked, or else to what is in focus', () => {
  expect(keysOf(aimedAt(after(five, focuses(3))))).toEqual(['3']);
  expect(keysOf(aimedAt(after(five, focuses(3), marks(1), marks(5))))).toEqual(['1', '5']);
  const all = after(five, { type: 'all_marked' });
  expect(keysOf(aimedAt(all))).toEqual(['1', '2', '3', '4', '5']);
  expect(all.grid?.marked).toHaveLength(5);
  expect(after(all, { type: 'all_marked' }).grid?.marked).toEqual([]);
});

test('arrows lead over what is decided, and not beyond the ends', () => {
  const moves = (desk: Desk, by: number) => after(desk, { type: 'focus_moved', by });
  const gap = after(five, decides([2], 'no'));
  expect(moves(gap, 1).grid?.focus).toBe(2);
  expect(moves(gap, -1).grid?.focus).toBe(0);
  expect(moves(gap, 4).grid?.focus).toBe(4);
  expect(moves(moves(gap, 4), 1).grid?.focus).toBe(4);
});

test('each cell is a decision of its own with its share of the time, which says among how many', () => {
  const { outbox } = after(five, decides([1, 2, 3], 'yes', true, 100));
  expect(outbox.map(({ id, seq, timeSpentMs }) => ({ id, seq, timeSpentMs }))).toEqual([
    { id: decisionId(1), seq: 1, timeSpentMs: 34 },
    { id: decisionId(2), seq: 2, timeSpentMs: 33 },
    { id: decisionId(3), seq: 3, timeSpentMs: 33 },
  ]);
  expect(outbox.map((e) => e.is === 'ending' && e.ending)).toEqual(
    Array.from({ length: 3 }, () => ({ ...says('yes'), cells: 3 })),
  );
});

test('shares add up to the whole time and are alike', () => {
  fc.assert(
    fc.property(fc.nat(86_400_000), fc.integer({ min: 1, max: gridCells }), (ms, n) => {
      const shares = sharesOf(ms, n);
      expect(shares.reduce((a, b) => a + b, 0)).toBe(ms);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }),
  );
});

test('no cell moves, whatever comes or is lost; what came back is shown by itself after the grid', () => {
  const decided = after(five, decides([2], 'no'), brings(review(6), review(7)));
  expect(places(decided)).toEqual(['1', '-', '3', '4', '5']);
  expect(keysOf(behindGrid(decided))).toEqual(['6', '7']);
  const lost = after(decided, {
    type: 'renewed',
    renewals: [
      { reviewId: reviewId(1), expiresAt: null },
      { reviewId: reviewId(4), expiresAt: null },
    ],
  });
  expect(places(lost)).toEqual(['-', '-', '3', '-', '5']);
  const refusal = { code: 'review_closed', message: 'no', requestId: null } as const;
  const refused = after(lost, { type: 'refused', id: decisionId(2), refusal });
  expect(places(refused)).toEqual(['-', '-', '3', '-', '5']);
  const alone = after(refused, decides([3, 5], 'yes', true));
  expect(showsGrid(alone)).toBe(false);
  expect(alone.hand).toMatchObject({ review: { key: 'item-2' }, returned: { ending: { value: 'no' } } });
  expect(places(after(alone, ends(2)))).toEqual(['6', '7']);
});

test('a cell is taken out to be judged by itself, and put back', () => {
  const out = after(five, marks(5), { type: 'taken_out', reviewId: reviewId(3) });
  expect(showsGrid(out)).toBe(false);
  expect(out.hand?.review.key).toBe('item-3');
  const back = after(out, { type: 'taken_out', reviewId: null });
  expect(showsGrid(back)).toBe(true);
  expect(places(back)).toEqual(['1', '2', '3', '4', '5']);
  const skipped = after(out, ends(3, { kind: 'skip', reason: 'unclear', note: '' }));
  expect(showsGrid(skipped)).toBe(true);
  expect(places(skipped)).toEqual(['1', '2', '-', '4', '5']);
  expect(skipped.grid?.marked).toEqual([reviewId(5)]);
});

test('an escalated or asked item, and an adjudication, stand in no grid', () => {
  const asked: HeldReview = {
    ...review(2),
    thread: [{ id: decisionId(1), author: 'Lea', kind: 'answer', text: 'yes', at: '2026-01-01T00:00:00Z' }],
  };
  const desk = deskAfter(inGrids, brings(review(1), asked));
  expect(showsGrid(desk)).toBe(false);
  expect(desk.hand?.review.key).toBe('item-2');
});

test('the next grid is claimed while this one is judged, and no more', () => {
  expect(wanted(deskAfter(inGrids))).toBe(gridCells);
  expect(wanted(five)).toBe(gridCells);
  expect(wanted(after(five, brings(review(6), review(7), review(8))))).toBe(0);
});

test('who leaves gives the whole grid back; who begins with grids, what is held to be claimed anew', () => {
  expect(leasesToRelease(five).map((lease) => lease.reviewId)).toEqual([1, 2, 3, 4, 5].map(reviewId));
  expect(after(five, { type: 'left' })).toMatchObject({ hand: null, ahead: [], grid: null });
  const single = deskAfter(brings(review(1), review(2)));
  expect(leasesToRegroup(single)).toHaveLength(2);
  expect(after(single, inGrids)).toMatchObject({ hand: null, ahead: [], grid: null });
  expect(after(five, { type: 'arranged', isGrid: false })).toMatchObject({ grid: null, hand: {} });
});
