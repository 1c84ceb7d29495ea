import { expect, test } from 'vitest';
import { emptyWords } from '../../client/features/review/words.ts';
import { nothingMore as none } from '../support/desk.ts';
import { percentText } from '../../client/ui/percent-text.ts';

test('an empty queue says why it is empty', () => {
  expect(emptyWords(none)).toEqual({ title: 'Nothing waits for review', reasons: [] });
  const { title, reasons } = emptyWords({ ...none, excluded: 1, heldByOthers: 2, forLeads: 3, asked: 0 });
  expect(title).toBe('Nothing waits for you');
  expect(reasons).toEqual([
    'One item waits for another inspector: you have judged, skipped or passed it on already.',
    '2 items are in the hands of colleagues.',
    '3 items wait for a lead.',
  ]);
  expect(emptyWords({ ...none, claimable: 1 }).title).toBe('More is on its way');
  expect(emptyWords({ ...none, claimable: 1, paused: true }).title).toBe('You are paused in this project');
});

test('what is kept for others is told by whom it is kept for, and what is held by whose hands and until when', () => {
  const heldUntil = new Date(2026, 4, 1, 15, 42).toISOString();
  const ada = { name: 'Ada', n: 2 };
  const held = (holders: (typeof ada)[] | null) =>
    emptyWords({ ...none, heldByOthers: 2, heldUntil, holders }).reasons[0]?.replace(
      /15:42|3:42\sPM/,
      '15:42',
    );
  expect(held(null)).toBe('2 items are in the hands of colleagues, until 15:42 at most unless they go on.');
  expect(held([ada])).toBe('2 items are in the hands of Ada, until 15:42 at most unless they go on.');
  expect(held([ada, { name: 'Bob', n: 1 }])).toContain('Ada (2) and Bob (1)');
  const kept = { ...none, lacking: [{ title: 'Chinese', n: 1 }], assignedToOthers: 1_000 };
  expect(emptyWords(kept)).toEqual({
    title: 'Nothing waits for you',
    reasons: [
      'One item needs “Chinese”, a skill or group that you are not in.',
      '1,000 or more items are assigned to colleagues.',
    ],
  });
});

test('only certainty is 100 %, and only impossibility 0 %', () => {
  expect([0, 0.004, 0.5, 0.624, 0.994, 1].map(percentText)).toEqual([
    '0 %',
    '<1 %',
    '50 %',
    '62 %',
    '>99 %',
    '100 %',
  ]);
});
