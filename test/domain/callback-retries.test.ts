import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meaningOf, pauseLength, retryAfterOf, retryDelay } from '../../server/domain/callback-retries.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const schedule = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  day,
];
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the schedule of retries', () => {
  it('spreads each retry over the second half of its stretch, and gives up after nine', () => {
    expect(schedule.map((_, i) => retryDelay(i + 1, 0, null))).toEqual(schedule.map((ms) => ms / 2));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), random, (failures, jitter) => {
        const delay = retryDelay(failures, jitter, null) ?? -1;
        const latest = schedule[failures - 1] ?? 0;
        expect(delay).toBeGreaterThanOrEqual(latest / 2);
        expect(delay).toBeLessThanOrEqual(latest);
      }),
    );
    expect(retryDelay(10, 0.5, null)).toBeNull();
    expect(retryDelay(10, 0.5, minute)).toBeNull();
  });

  it('never comes before what retry-after asks for', () => {
    expect(retryDelay(1, 0, minute)).toBe(minute);
    expect(retryDelay(2, 0, second)).toBe(2.5 * minute);
  });

  it('leaves an endpoint alone twice as long each time, up to ten minutes', () => {
    expect([1, 2, 3, 7, 8, 9, 50].map((pauses) => pauseLength(pauses, 0, null) / second)).toEqual([
      2.5, 5, 10, 160, 300, 300, 300,
    ]);
    expect(pauseLength(1, 0.9, hour)).toBe(hour);
  });
});

describe('an answer', () => {
  it('means by its status', () => {
    const meanings = [200, 204, 299, 301, 400, 404, 409, 410, 429, 500, 502, 503, 504].map(meaningOf);
    expect(meanings).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'failed',
      'failed',
      'failed',
      'failed',
      'gone',
      'rest',
      'failed',
      'rest',
      'rest',
      'rest',
    ]);
  });

  it('tells when to come again in seconds or as a date, believed for a day at most', () => {
    const now = Date.UTC(2026, 0, 1, 12);
    expect(retryAfterOf(undefined, now)).toBeNull();
    expect(retryAfterOf('120', now)).toBe(2 * minute);
    expect(retryAfterOf(' 0 ', now)).toBe(0);
    expect(retryAfterOf('Thu, 01 Jan 2026 12:05:00 GMT', now)).toBe(5 * minute);
    expect(retryAfterOf('Thu, 01 Jan 2026 11:00:00 GMT', now)).toBe(0);
    expect(retryAfterOf('999999999999999999999', now)).toBe(day);
    expect(retryAfterOf('Fri, 01 Jan 2027 12:00:00 GMT', now)).toBe(day);
    for (const nonsense of ['', 'soon', '-5 minutes', '1e'])
      expect(retryAfterOf(nonsense, now) ?? 0).toBeLessThanOrEqual(day);
    expect(retryAfterOf('soon', now)).toBeNull();
  });
});
