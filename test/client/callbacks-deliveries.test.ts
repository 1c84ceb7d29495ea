import { describe, expect, test } from 'vitest';
import { mergeLatest } from '../../client/features/callbacks/live-rows.ts';
import { instantOf, localText } from '../../client/ui/local-time.ts';
import type { Delivery } from '../../server/features/callbacks/contract.ts';

const delivery = (eventId: string, state: Delivery['state'] = 'pending'): Delivery => ({
  endpointId: 'endpoint',
  eventId,
  type: 'label.created',
  withheld: false,
  item: null,
  state,
  attempts: 0,
  createdAt: '2026-03-04T12:00:00Z',
  nextAttemptAt: null,
  closedAt: null,
});
const told = ({ rows, fresh }: ReturnType<typeof mergeLatest>): string =>
  `${rows.map(({ eventId, state }) => `${eventId} ${state}`).join(', ')}; ${fresh} fresh`;

describe('the deliveries that are shown', () => {
  const known = ['5', '4', '3', '2', '1'].map((id) => delivery(id));

  test('stay as they are until the latest are known', () => {
    expect(told(mergeLatest(known.slice(0, 2), undefined))).toBe('5 pending, 4 pending; 0 fresh');
  });

  test('take on how they stand, while what came since is only counted', () => {
    const rows = [delivery('6'), delivery('5', 'delivered'), delivery('4')];
    expect(told(mergeLatest(known, { rows, nextCursor: 'more' }))).toBe(
      '5 delivered, 4 pending, 3 pending, 2 pending, 1 pending; 1 fresh',
    );
  });

  test('lose those that fit the filters no longer, as far as the latest page reaches', () => {
    const rows = [delivery('4'), delivery('2')];
    expect(told(mergeLatest(known, { rows, nextCursor: 'more' }))).toBe(
      '4 pending, 2 pending, 1 pending; 0 fresh',
    );
    expect(told(mergeLatest(known, { rows, nextCursor: null }))).toBe('4 pending, 2 pending; 0 fresh');
    expect(told(mergeLatest(known, { rows: [], nextCursor: null }))).toBe('; 0 fresh');
  });

  test('stay where more came since than a page holds', () => {
    const rows = [delivery('9'), delivery('8')];
    expect(mergeLatest(known, { rows, nextCursor: 'more' })).toEqual({ rows: known, fresh: 2 });
  });
});

describe('a moment of the reader’s clock', () => {
  test('comes back as it was, to the minute', () => {
    const at = new Date(2026, 2, 4, 9, 5).getTime();
    expect(localText(at + 59_999)).toBe('2026-03-04T09:05');
    expect(instantOf(localText(at))).toBe(new Date(at).toISOString());
  });

  test.each(['', 'soon', '2026-13-40T00:00'])('is none: “%s”', (text) => {
    expect(instantOf(text)).toBeNull();
  });
});
