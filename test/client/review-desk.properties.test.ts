import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Desk } from '../../client/features/review/desk/desk.ts';
import { aimedAt, asSuggested, cellsOf, isInGrid } from '../../client/features/review/desk/grid.ts';
import { reduceDesk, startDesk, type DeskEvent } from '../../client/features/review/desk/reduce.ts';
import { changes, decisionId, ends, refuses, review, reviewId, says, sends } from './review-desk-cases.ts';
import { nothingMore } from '../support/desk.ts';

const values = ['yes', 'no', 'maybe'];

/** What can happen, told relative to the desk as it is when it happens. */
type Happening = (desk: Desk, step: number) => DeskEvent;

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc.array(fc.nat(20), { maxLength: 4 }).map((ns): Happening => () => ({
    type: 'claimed',
    reply: {
      reviews: [...new Set(ns)].map((n) => review(n)),
      availability: ns.length < 4 ? nothingMore : null,
    },
  })),
  fc.constantFrom(...values).map(
    (v): Happening =>
      (_, step) =>
        ends(step, says(v)),
  ),
  fc.constantFrom(...values).map(
    (v): Happening =>
      (_, step) =>
        changes(step, v),
  ),
  fc.constantFrom<Happening>(
    (_, step) => ends(step, { kind: 'question', text: 'what is this?' }),
    (_, step) => ({ type: 'commented', id: decisionId(step), text: 'odd' }),
  ),
  fc.constantFrom<Happening>(
    () => ({ type: 'looked_back' }),
    () => ({ type: 'looked_forward' }),
    () => ({ type: 'returned_to_hand' }),
    () => ({ type: 'set_aside' }),
    () => ({ type: 'stirred' }),
  ),
  fc.nat(20).map((n): Happening => () => ({
    type: 'renewed',
    renewals: [{ reviewId: reviewId(n), expiresAt: null }],
  })),
  fc.constantFrom<Happening>(
    (desk) => ({ type: 'arranged', isGrid: !desk.isGrid }),
    (desk) => ({ type: 'taken_out', reviewId: desk.grid?.cells[1] ?? null }),
    ({ grid }) => ({ type: 'cell_marked', reviewId: grid?.cells[grid.focus] ?? '' }),
  ),
  fc.constantFrom(aimedAt, asSuggested).map((chosen): Happening => (desk, step) => ({
    type: 'cells_decided',
    decisions: chosen(desk).map(({ review: { id } }, i) => ({
      id: decisionId(1_000 * step + i),
      reviewId: id,
    })),
    value: 'yes',
    asSuggested: chosen === asSuggested,
    timeSpentMs: 100,
  })),
  fc.constant<Happening>((desk) => ({ type: 'sending', id: desk.outbox[0]?.id ?? decisionId(0) })),
  fc.boolean().map((repeated): Happening => (desk) => {
    const first = desk.outbox[0];
    if (first?.is === 'change')
      return { type: 'change_delivered', id: first.id, reply: { revision: 'change', standing: 'standing' } };
    if (first?.is === 'comment') return { type: 'comment_delivered', id: first.id };
    const id = first?.id ?? decisionId(0);
    const reply = {
      decisionId: id,
      standing: 'standing' as const,
      repeated,
      reviews: [],
      availability: null,
    };
    return { type: 'ending_delivered', id, reply };
  }),
  fc.constant<Happening>((desk) => ({
    type: 'refused',
    id: desk.outbox[0]?.id ?? decisionId(0),
    refusal: { code: 'review_closed', message: '', requestId: null },
  })),
);

const play = (plan: Happening[], check: (before: Desk, event: DeskEvent, now: Desk) => void) => {
  let desk = startDesk();
  plan.forEach((happening, i) => {
    const event = happening(desk, i + 1);
    const next = reduceDesk(desk, event);
    check(desk, event, next);
    desk = next;
  });
};

const plans = fc.array(happenings, { maxLength: 60 });
const heldIds = (d: Desk) => [d.hand, ...d.ahead].flatMap((held) => (held ? [held.review.id] : []));

test('no review lies on the desk twice, or on the desk and in the outbox', () => {
  fc.assert(
    fc.property(plans, (plan) =>
      play(plan, (_, __, now) => {
        const ids = [...heldIds(now), ...now.outbox.flatMap((e) => (e.is === 'ending' ? [e.review.id] : []))];
        expect(new Set(ids).size).toBe(ids.length);
      }),
    ),
  );
});

test('the hand is empty only while nothing lies ahead', () => {
  fc.assert(
    fc.property(plans, (plan) =>
      play(plan, (_, __, now) => expect(now.hand !== null || now.ahead.length === 0).toBe(true)),
    ),
  );
});

test('nothing the server says replaces the item in hand, but for one that only stands in a grid', () => {
  const mine = new Set<DeskEvent['type']>(['ended', 'set_aside', 'arranged', 'taken_out']);
  fc.assert(
    fc.property(plans, (plan) =>
      play(plan, (before, event, now) => {
        if (before.hand !== null && !isInGrid(before) && !mine.has(event.type))
          expect(now.hand?.review.id).toBe(before.hand.review.id);
      }),
    ),
  );
});

test('no cell of a grid moves while one is to be decided, and a grid shows no item that is', () => {
  fc.assert(
    fc.property(plans, (plan) =>
      play(plan, (before, event, now) => {
        const decided = new Set(now.outbox.filter((e) => e.is === 'ending').map((e) => e.review.id));
        for (const cell of cellsOf(now)) expect(cell && decided.has(cell.review.id)).toBeFalsy();
        const open = cellsOf({ ...now, grid: before.grid }).some((cell) => cell !== null);
        if (open && event.type !== 'arranged') expect(now.grid?.cells).toEqual(before.grid?.cells);
      }),
    ),
  );
});

test('a decision leaves the outbox only by an answer: taken, or refused and back on the desk', () => {
  fc.assert(
    fc.property(plans, (plan) =>
      play(plan, (before, event, now) => {
        const gone = before.outbox.filter((e) => now.outbox.every((other) => other.id !== e.id));
        if (gone.length === 0) return;
        if (event.type.endsWith('_delivered') && 'id' in event)
          expect(gone.map((e) => e.id)).toEqual([event.id]);
        else {
          expect(event.type).toBe('refused');
          for (const entry of gone) {
            if (entry.is === 'ending') expect(heldIds(now)).toContain(entry.review.id);
            else if (entry.is === 'comment') expect(now.drafts[entry.review.id]?.ask).toBeTruthy();
            else expect(entry.id === gone[0]?.id || gone.some((e) => e.id === entry.of)).toBe(true);
          }
        }
      }),
    ),
  );
});

test('the outbox keeps the order of deciding, and each change follows what it changes', () => {
  fc.assert(
    fc.property(plans, (plan) =>
      play(plan, (_, __, now) => {
        const seqs = now.outbox.map((e) => e.seq);
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
        expect(new Set(seqs).size).toBe(seqs.length);
        now.outbox.forEach((e, i) => {
          if (e.is !== 'change') return;
          const target = now.outbox.findIndex((other) => other.id === e.of);
          expect(target).toBeLessThan(i);
        });
      }),
    ),
  );
});

test('what may have reached the server keeps its content', () => {
  fc.assert(
    fc.property(plans, (plan) =>
      play(plan, (before, _, now) => {
        for (const entry of before.outbox) {
          if (!entry.attempted) continue;
          const same = now.outbox.find((e) => e.id === entry.id);
          if (same) expect(same).toEqual(entry);
        }
      }),
    ),
  );
});

test('a refused decision comes back with what was last chosen', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 4 }), (chosen) => {
      const [first = 'yes', ...rest] = chosen;
      let desk = [
        { type: 'claimed' as const, reply: { reviews: [review(1)], availability: null } },
        ends(1, says(first)),
        sends(1),
      ].reduce(reduceDesk, startDesk());
      rest.forEach((value, i) => {
        desk = [{ type: 'looked_back' as const }, changes(10 + i, value), sends(10 + i)].reduce(
          reduceDesk,
          desk,
        );
      });
      desk = reduceDesk(desk, refuses(1));
      expect(desk.hand?.returned?.ending).toMatchObject({ value: chosen.at(-1) });
      expect(desk.outbox).toEqual([]);
    }),
  );
});
