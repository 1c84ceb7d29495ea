import { expect, test } from 'vitest';
import type { Json } from '../../server/domain/words.ts';
import { createDraftStorage, type StoredDraft } from '../../client/features/review/desk/draft-storage.ts';
import { loadDrafts } from '../../client/features/review/desk/drafts.ts';
import type { DeskEvent } from '../../client/features/review/desk/reduce.ts';
import { after, claims, delivers, deskAfter, ends, refuses, reviewId } from './review-desk-cases.ts';

const drafts = (n: number, value: Json | undefined): DeskEvent => ({
  type: 'drafted',
  reviewId: reviewId(n),
  value,
});
const notes = (note: string): DeskEvent => ({ type: 'noted', on: 'skip', note });

test('what was begun comes back when the review is claimed again', () => {
  const before = deskAfter(claims(1, 2), drafts(1, ['a', 'b']), drafts(2, 'c'), notes('a smudge?'));
  const loaded = loadDrafts(deskAfter(), before.drafts);
  const again = after(loaded, claims(2, 1));
  expect(again.hand).toMatchObject({ review: { id: reviewId(2) }, draft: 'c' });
  expect(again.ahead).toMatchObject([{ review: { id: reviewId(1) }, draft: ['a', 'b'] }]);
  expect(again.drafts[reviewId(1)]?.skip).toBe('a smudge?');
});

test('a draft outlives the decision until the server has taken it', () => {
  const decided = deskAfter(claims(1, 2), drafts(1, 'so far'), ends(1));
  expect(Object.keys(decided.drafts)).toEqual([reviewId(1)]);
  expect(Object.keys(after(decided, refuses(1)).drafts)).toEqual([reviewId(1)]);
  expect(after(decided, delivers(1)).drafts).toEqual({});
});

test('what is emptied again is no draft', () => {
  expect(deskAfter(claims(1), drafts(1, 'x'), notes('y'), drafts(1, undefined), notes('')).drafts).toEqual(
    {},
  );
});

/** A browser's database that outlives a page, and the pages' clock. */
const browser = () => {
  const kept = new Map<string, { id: string; draft: StoredDraft }>();
  const timers: (() => void)[] = [];
  let writes = 0;
  let now = 0;
  const open = () =>
    createDraftStorage(
      {
        all: () => Promise.resolve([...kept.values()]),
        write: (puts, gone) => {
          writes += 1;
          for (const [id, row] of puts) kept.set(id, row);
          for (const id of gone) kept.delete(id);
          return Promise.resolve();
        },
      },
      {
        after: (ms, work) => {
          expect(ms).toBeLessThanOrEqual(1_000);
          timers.push(work);
          return () => void timers.splice(timers.indexOf(work), 1);
        },
      },
      () => now,
    );
  return {
    open,
    kept,
    ring: () => timers.shift()?.(),
    writes: () => writes,
    pass: (ms: number) => (now += ms),
  };
};

test('drafts are kept within a second, once however often they are touched, and survive the tab', async () => {
  const { open, ring, writes } = browser();
  const first = open();
  for (const answer of ['a', 'ab', 'abc']) first.save({ r1: { answer, skip: '', escalate: '', ask: '' } });
  ring();
  expect(writes()).toBe(1);
  expect(await open().load()).toEqual({ r1: { answer: 'abc', skip: '', escalate: '', ask: '' } });
});

test('of what is dropped nothing stays, and what nobody took up for long is let go', async () => {
  const { open, kept, pass } = browser();
  const first = open();
  const old = { answer: undefined, skip: 'old', escalate: '', ask: '' };
  first.save({ old, r1: { answer: 1, skip: '', escalate: '', ask: '' } });
  await first.flush();
  first.save({ old });
  await first.flush();
  expect([...kept.keys()]).toEqual(['old']);
  pass(31 * 86_400_000);
  expect(await open().load()).toEqual({});
  expect(kept.size).toBe(0);
});
