import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOfCell, cellOfConfidence, evenCell, logCell } from '../../../server/domain/measures/cells.ts';
import { countOfNumbers, meanOf, quantileOf } from '../../../server/domain/measures/quantile.ts';

const counted = (numbers: readonly number[], cell: (x: number) => string) =>
  numbers.map((x) => ({ bin: cell(x), n: 1, sum: x }));

describe('cells', () => {
  test.each([
    [0, '0'],
    [1, '241'],
    [1.09, '241'],
    [1.1, '242'],
    [2, '249'],
    [-2, '-249'],
    [1e-12, '1'],
    [1e300, '561'],
  ])('%d lies in the log cell %s', (x, cell) => expect(logCell(x)).toBe(cell));

  test.each([
    [0.31, { low: 0, high: 1 }, '0.02:15'],
    [0.3, { low: 0, high: 1 }, '0.02:15'],
    [-0.01, { low: 0, high: 1 }, '0.02:-1'],
    [99, { low: 0, high: 1 }, '0.02:75'],
    [-99, { low: 0, high: 1 }, '0.02:-25'],
    [301.4, { low: 290, high: 310 }, '0.5:602'],
    [301.4, { low: 289, high: 309 }, '0.5:602'],
  ])('%d, declared between %j, lies in the even cell %s', (x, bounds, cell) =>
    expect(evenCell(x, bounds)).toBe(cell),
  );

  test('a number lies between the bounds of its cell', () => {
    const within = (x: number, cell: string) => {
      const { low, high } = boundsOfCell(cell) ?? { low: NaN, high: NaN };
      const near = 1e-9 * Math.max(1, Math.abs(x));
      expect(x).toBeGreaterThanOrEqual(low - near);
      expect(x).toBeLessThanOrEqual(high + near);
    };
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-8),
        (x) => within(x, logCell(x)),
      ),
    );
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (x) =>
        within(x, evenCell(x, { low: -100, high: 100 })),
      ),
    );
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (x) => within(x, cellOfConfidence(x))));
  });

  test('what is no cell has no bounds', () => {
    for (const bin of ['', 'missing', 'unseen', '=12', '=0.5:3', 'auto'])
      expect(boundsOfCell(bin)).toBeNull();
  });
});

describe('what is told from cells', () => {
  test('quantiles lie within a cell of the truth', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.constantFrom(0.1, 0.5, 0.9, 0.95),
        (numbers, share) => {
          const sorted = numbers.toSorted((a, b) => a - b);
          const least = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
          const told = quantileOf(counted(numbers, logCell), share) ?? NaN;
          // The truth lies in the cell of the ranked number, which is a tenth of its start wide.
          expect(told / least).toBeGreaterThan(1 / 1.1);
          expect(told / least).toBeLessThan(1.1);
        },
      ),
    );
    const even = Array.from({ length: 10_000 }, (_, i) => 100 + i / 10);
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const told = quantileOf(counted(even, logCell), share) ?? NaN;
      expect(Math.abs(told / (100 + 1_000 * share) - 1)).toBeLessThan(0.1);
    }
  });

  test('means are exact, and nothing is told of nothing', () => {
    expect(meanOf(counted([1, 2, 6], logCell))).toBe(3);
    const none = [{ bin: 'missing', n: 3, sum: 0 }];
    expect([meanOf(none), quantileOf(none, 0.5), countOfNumbers(none)]).toEqual([null, null, 0]);
  });
});
