import { expect, test } from 'vitest';
import { emptyWords } from '../../client/features/review/words.ts';
import { percentText } from '../../client/ui/percent-text.ts';

const none = { claimable: 0, excluded: 0, heldByOthers: 0, forLeads: 0, asked: 0, paused: false };

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
