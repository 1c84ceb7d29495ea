import { describe, expect, it, test } from 'vitest';
import { goesBehindGold, isToBePaused, roughly } from '../../server/domain/gold.ts';

const keys = Array.from({ length: 20_000 }, (_, i) => `item-${i}`);
const goldOf = (share: number) => keys.filter((key) => goesBehindGold('seed', key, share));

describe('gold items', () => {
  test.each([0.05, 0.1, 0.2])('are %d of all that is claimed', (share) => {
    const gold = goldOf(share).length;
    expect(gold / (gold + keys.length)).toBeCloseTo(share, 2);
  });

  it('are drawn by the key alone, and a greater share only adds', () => {
    expect(goldOf(0)).toEqual([]);
    expect(goldOf(0.1)).toEqual(goldOf(0.1));
    const more = new Set(goldOf(0.2));
    expect(goldOf(0.1).every((key) => more.has(key))).toBe(true);
  });
});

test('an inspector is paused once the whole interval lies below the bound, after enough answers', () => {
  const rule = { below: 0.7, after: 20 };
  expect(isToBePaused({ right: 0, answers: 19 }, rule)).toBe(false);
  expect(isToBePaused({ right: 0, answers: 20 }, rule)).toBe(true);
  // Wilson's interval of 10 of 20 reaches .7007, that of 9 of 20 reaches .6579.
  expect(isToBePaused({ right: 10, answers: 20 }, rule)).toBe(false);
  expect(isToBePaused({ right: 9, answers: 20 }, rule)).toBe(true);
  expect(isToBePaused({ right: 0, answers: 20 }, { ...rule, below: null })).toBe(false);
});

test('the queue is told to the ten, and nothing where nothing waits', () => {
  const queue = { forLeads: 3, held: 2, oldestWaitingSince: 1 };
  expect(roughly({ ...queue, open: 0 })).toEqual({ ...queue, open: 0, oldestWaitingSince: null });
  expect(roughly({ ...queue, open: 11 })).toMatchObject({ open: 20, held: 2 });
});
