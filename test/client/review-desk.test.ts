import { describe, expect, test } from 'vitest';
import { claimIsDue, wanted } from '../../client/features/review/desk/desk.ts';
import type { DeskEvent } from '../../client/features/review/desk/reduce.ts';
import type { Json } from '../../server/domain/words.ts';
import {
  after,
  changes,
  claimed,
  claims,
  decisionId,
  delivers,
  deskAfter,
  ends,
  refuses,
  review,
  reviewId,
  says,
  sends,
  waiting,
} from './review-desk-cases.ts';
import { nothingMore } from '../support/desk.ts';

const keysOf = (desk: ReturnType<typeof deskAfter>) =>
  [desk.hand, ...desk.ahead].map((held) => held?.review.key);

describe('deciding', () => {
  test('brings the next item at once and puts the decision in the outbox', () => {
    const desk = deskAfter(claims(1, 2, 3, 4), ends(1));
    expect(keysOf(desk)).toEqual(['item-2', 'item-3', 'item-4']);
    expect(waiting(desk.outbox)).toEqual(['item-1 yes']);
    expect(wanted(desk)).toBe(1);
  });

  test('says nothing where there is nothing in hand', () => {
    const desk = deskAfter(claims(1), ends(1), ends(2));
    expect(waiting(desk.outbox)).toEqual(['item-1 yes']);
  });

  test('the answer tops up the queue; an item that is decided but unsent is not taken again', () => {
    const desk = deskAfter(
      claims(1, 2, 3, 4),
      ends(1),
      ends(2),
      delivers(1, { reviews: [review(2), review(5), review(3)] }),
    );
    expect(keysOf(desk)).toEqual(['item-3', 'item-4', 'item-5']);
    expect(waiting(desk.outbox)).toEqual(['item-2 yes']);
  });

  test('a further opinion is told to its author', () => {
    const desk = deskAfter(claims(1, 2), ends(1), delivers(1, { standing: 'opinion' }));
    expect(desk.notices).toMatchObject([{ what: 'opinion', review: { key: 'item-1' } }]);
    expect(desk.past[0]?.standing).toBe('opinion');
  });

  test('a repeated answer makes the desk ask for what an earlier answer may have carried', () => {
    const desk = deskAfter(claims(1, 2, 3, 4), ends(1), delivers(1, { repeated: true }));
    expect(claimIsDue(desk)).toBe(true);
    expect(desk.resume).toBe(true);
  });

  test('an empty queue is not asked again until something moves in it', () => {
    const dry = deskAfter({ type: 'claimed', reply: { reviews: [], availability: nothingMore } });
    expect(claimIsDue(dry)).toBe(false);
    expect(claimIsDue(after(dry, { type: 'stirred' }))).toBe(true);
  });
});

describe('a refusal', () => {
  test('brings the item back with answer and reason, after the one in hand', () => {
    const desk = deskAfter(claims(1, 2, 3), ends(1, says('no')), sends(1), refuses(1));
    expect(keysOf(desk)).toEqual(['item-2', 'item-1', 'item-3']);
    expect(desk.ahead[0]?.returned).toEqual({
      ending: says('no'),
      refusal: { code: 'review_closed', message: 'no', requestId: null },
    });
    expect(desk.past).toEqual([]);
  });

  test('brings it into an empty hand', () => {
    expect(deskAfter(claims(1), ends(1), refuses(1)).hand?.review.key).toBe('item-1');
  });

  test('keeps the order of several that come back, before what is not begun', () => {
    const desk = deskAfter(claims(1, 2, 3, 4), ends(1), ends(2), refuses(1), refuses(2));
    expect(keysOf(desk)).toEqual(['item-3', 'item-1', 'item-2', 'item-4']);
  });

  test('takes along the changes that wait behind it, and brings back the newest answer', () => {
    const desk = deskAfter(
      claims(1, 2),
      ends(1),
      sends(1),
      { type: 'looked_back' },
      changes(11, 'maybe'),
      refuses(1),
    );
    expect(desk.outbox).toEqual([]);
    expect(desk.ahead[0]?.returned?.ending).toEqual(says('maybe'));
  });

  test('of a change leaves the answer before it standing and says so', () => {
    const desk = deskAfter(
      claims(1, 2),
      ends(1, says('no')),
      delivers(1),
      { type: 'looked_back' },
      changes(11, 'yes'),
      refuses(11, 'conflict'),
    );
    expect(desk.past[0]).toMatchObject({
      decisionId: decisionId(1),
      value: 'no',
      refusedChange: { value: 'yes' },
    });
    expect(desk.notices).toMatchObject([{ what: 'change_refused' }]);
  });
});

describe('undo', () => {
  test('changes a decision in place while it has not left', () => {
    const desk = deskAfter(claims(1, 2), ends(1), { type: 'looked_back' }, changes(11, 'no'));
    expect(waiting(desk.outbox)).toEqual(['item-1 no']);
    expect(desk.outbox[0]?.id).toBe(decisionId(1));
    expect(desk.looking).toBeNull();
    expect(desk.hand?.review.key).toBe('item-2');
  });

  test('turns an unsent skip into an answer', () => {
    const skip = { kind: 'skip', reason: 'unclear', note: '' } as const;
    const desk = deskAfter(claims(1, 2), ends(1, skip), { type: 'looked_back' }, changes(11, 'no'));
    expect(waiting(desk.outbox)).toEqual(['item-1 no']);
  });

  test('follows a decision that may have left with a change, and that with a further one', () => {
    const desk = deskAfter(
      claims(1, 2),
      ends(1),
      sends(1),
      { type: 'looked_back' },
      changes(11, 'no'),
      sends(11),
      { type: 'looked_back' },
      changes(12, 'maybe'),
    );
    expect(waiting(desk.outbox)).toEqual(['item-1 yes', 'item-1 -> no', 'item-1 -> maybe']);
    expect(desk.outbox.flatMap((e) => (e.is === 'change' ? [e.of] : []))).toEqual([
      decisionId(1),
      decisionId(11),
    ]);
    expect(desk.past.map((p) => p.decisionId)).toEqual([decisionId(12)]);
  });

  test('choosing the same answer changes nothing', () => {
    const desk = deskAfter(claims(1, 2), ends(1), delivers(1), { type: 'looked_back' }, changes(11, 'yes'));
    expect(desk.outbox).toEqual([]);
    expect(desk.looking).toBeNull();
  });

  test('steps back one by one, and forward to the hand', () => {
    const back = deskAfter(
      claims(1, 2, 3),
      ends(1),
      ends(2),
      { type: 'looked_back' },
      { type: 'looked_back' },
    );
    expect(back.looking).toBe(decisionId(1));
    expect(after(back, { type: 'looked_back' }).looking).toBe(decisionId(1));
    const forward = after(back, { type: 'looked_forward' }, { type: 'looked_forward' });
    expect(forward.looking).toBeNull();
  });

  test('while looking back no item in hand can be ended', () => {
    const desk = deskAfter(claims(1, 2, 3), ends(1), { type: 'looked_back' });
    expect(after(desk, ends(2))).toBe(desk);
  });
});

describe('a lost hold', () => {
  const renewed = (n: number) => ({
    type: 'renewed' as const,
    renewals: [{ reviewId: reviewId(n), expiresAt: null }],
  });

  test('marks the item in hand, which can still be answered', () => {
    const desk = deskAfter(claims(1, 2), renewed(1));
    expect(desk.hand).toMatchObject({ lost: true });
    expect(waiting(after(desk, ends(1)).outbox)).toEqual(['item-1 yes']);
  });

  test('lets go of what was not begun', () => {
    expect(keysOf(deskAfter(claims(1, 2, 3), renewed(2)))).toEqual(['item-1', 'item-3']);
  });

  test('is mended where the server hands the review out again', () => {
    const again: DeskEvent = { type: 'claimed', reply: { reviews: [review(1, 7)], availability: null } };
    expect(deskAfter(claims(1, 2), renewed(1), again).hand).toMatchObject({
      lost: false,
      review: { token: 7 },
    });
  });

  test('set aside, the next comes', () => {
    expect(deskAfter(claims(1, 2), renewed(1), { type: 'set_aside' }).hand?.review.key).toBe('item-2');
  });
});

test('what an earlier visit left unsent is behind me and waits', () => {
  const { outbox } = deskAfter(claims(1, 2), ends(1), sends(1), { type: 'looked_back' }, changes(11, 'no'));
  const desk = deskAfter(
    { type: 'outbox_loaded', entries: outbox },
    { type: 'claimed', reply: claimed(1, 2) },
  );
  expect(desk.past).toMatchObject([{ decisionId: decisionId(11), value: 'no' }]);
  expect(desk.hand?.review.key).toBe('item-2');
});

test('what another tab took over is laid down, but for what came back, which only this tab knows', () => {
  const desk = deskAfter(claims(1, 2, 3), ends(1), refuses(1), { type: 'handed_over' });
  expect(keysOf(desk)).toEqual([undefined, 'item-1']);
  expect(keysOf(after(desk, claims(3)))).toEqual(['item-1', 'item-3']);
});

describe('what is made of an answer so far', () => {
  const drafted = (n: number, value: Json | undefined): DeskEvent => ({
    type: 'drafted',
    reviewId: reviewId(n),
    value,
  });

  test('stays with its item, in hand or behind it, and can be taken back', () => {
    const desk = deskAfter(claims(1, 2), drafted(1, ['a']), drafted(2, 'b'));
    expect([desk.hand?.draft, desk.ahead[0]?.draft]).toEqual([['a'], 'b']);
    expect(after(desk, ends(1)).hand?.draft).toBe('b');
    expect(after(desk, drafted(1, undefined)).hand?.draft).toBeUndefined();
  });

  test('is of the earlier decision while that is on show, and ends with its change', () => {
    const looking = deskAfter(claims(1, 2), ends(1), { type: 'looked_back' }, drafted(1, 'no'));
    expect(looking.past[0]).toMatchObject({ value: 'yes', draft: 'no' });
    expect(after(looking, changes(11, 'no')).past[0]).toMatchObject({ value: 'no', draft: undefined });
  });
});
