import { describe, expect, test } from 'vitest';
import { CallError } from '../../client/api/call.ts';
import { expiryOf } from '../../client/features/keys/expiry.ts';
import { placeProblem } from '../../client/ui/form-problem.ts';
import { intervalText, percentText } from '../../client/ui/proportion.tsx';
import { durationText, fromNow } from '../../client/ui/time.tsx';
import { problemOf, type FieldError } from '../../server/contract/problems.ts';

const formWith = () => {
  let placed: Record<string, string> = {};
  return { setErrors: (errors: Record<string, string>) => void (placed = errors), placed: () => placed };
};
const refusal = (errors?: FieldError[]) => new CallError(problemOf('invalid_input', { errors }));

describe('a refused form', () => {
  test('has each fault beside its field and nothing above it', () => {
    const form = formWith();
    expect(
      placeProblem(form, refusal([{ path: ['schema', 'classes', 0, 'key'], message: 'twice' }])),
    ).toBeNull();
    expect(form.placed()).toEqual({ 'schema.classes.0.key': 'twice' });
  });

  test('has above it what belongs to no field', () => {
    const form = formWith();
    const faults = [
      { path: ['a'], message: 'odd' },
      { path: [], message: 'all wrong' },
    ];
    expect(placeProblem(form, refusal(faults), () => null)).toBe('a: odd; all wrong');
    expect(form.placed()).toEqual({});
  });

  test('says what went wrong where no field is at fault', () => {
    expect(placeProblem(formWith(), refusal())).toBe('The request has fields that cannot be accepted');
    expect(placeProblem(formWith(), new CallError(null))).toMatch(/cannot be reached/);
  });
});

describe('times', () => {
  const now = Date.parse('2026-03-04T12:00:00Z');
  const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();

  test.each([
    [0, 'just now'],
    [-59, 'just now'],
    [-60, '1 minute ago'],
    [-7_300, '2 hours ago'],
    [-90_000, 'yesterday'],
    [40, 'in a moment'],
    [86_400 * 3, 'in 3 days'],
  ])('%d seconds from now is %j', (seconds, words) => expect(fromNow(at(seconds), now)).toBe(words));

  test.each([
    [-5, '0 s'],
    [42_400, '42 s'],
    [3_599_000, '59 min'],
    [3_600_000, '1 h'],
    [12_000_000, '3 h 20 min'],
    [200_000_000, '2 d'],
  ])('%d ms last %j', (ms, words) => expect(durationText(ms)).toBe(words));
});

describe('shares', () => {
  test('are in percent with one decimal, and their interval with one sign', () => {
    expect(percentText(0.9)).toBe('90.0\u00a0%');
    expect(intervalText({ k: 9, n: 10, low: 0.5958, high: 0.9821 })).toBe('59.6 – 98.2\u00a0%');
    expect(intervalText({ k: 0, n: 0, low: null, high: null })).toBeNull();
  });
});

describe('the end of a key', () => {
  const now = Date.parse('2026-03-04T12:00:00Z');

  test('is never, a number of days away, or the end of a day', () => {
    expect(expiryOf('never', '', now)).toBeNull();
    expect(expiryOf('30', '', now)).toBe('2026-04-03T12:00:00.000Z');
    const end = expiryOf('date', '2026-03-10', now);
    expect(end === null ? null : new Date(end).getDate()).toBe(10);
  });
});
