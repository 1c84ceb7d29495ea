import { describe, expect, it } from 'vitest';
import { evenCell } from '../../../server/domain/measures/cells.ts';
import { oddityOf, usualOf, type Oddity } from '../../../server/domain/measures/expected.ts';
import type { Json } from '../../../server/domain/words.ts';
import type { MonitoredInput } from '../../../server/domain/measures/inputs.ts';

const width: MonitoredInput = { name: 'width', type: 'number', low: 0, high: 100, unit: 'mm' };
const line: MonitoredInput = { name: 'line', type: 'category', known: ['a', 'true'] };
const usual = { low: 10, high: 90, n: 500 };

describe('a value of a declared input', () => {
  it.each<[MonitoredInput, Json | undefined, Oddity | null]>([
    [width, 10, null],
    [width, 9, 'low'],
    [width, 91, 'high'],
    [width, -1, 'below'],
    [width, 101, 'above'],
    [width, '50', 'not_a_number'],
    [width, '', 'missing'],
    [width, undefined, 'missing'],
    [line, 'a', null],
    [line, true, null],
    [line, 'b', 'unknown'],
    [line, null, 'missing'],
  ])('of %j that is %j is %s', (input, value, oddity) => {
    expect(oddityOf({ input, usual }, value)).toBe(oddity);
  });

  it('is not unusual where too little is known, or it is in a range without ends', () => {
    expect(oddityOf({ input: width, usual: null }, 1)).toBeNull();
    expect(oddityOf({ input: { ...width, low: null, high: null }, usual: null }, -1e9)).toBeNull();
  });
});

it('what is usual is all but a hundredth on either side, once there are a hundred numbers', () => {
  const counts: Record<string, number> = { missing: 1_000 };
  for (let i = 0; i < 1_000; i++) {
    const cell = evenCell((i + 0.5) / 10, { low: 0, high: 100 });
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const found = usualOf(counts);
  expect(found?.n).toBe(1_000);
  // Off by no more than a cell's width.
  expect(found?.low).toBeCloseTo(1, -0.7);
  expect(found?.high).toBeCloseTo(99, -0.7);
  expect(usualOf({ [evenCell(5, { low: 0, high: 100 })]: 99 })).toBeNull();
  expect(usualOf({})).toBeNull();
});
