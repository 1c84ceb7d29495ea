import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellWords } from '../../client/features/evidence/cell-words.ts';
import { intensityOf, matrixOf } from '../../client/features/evidence/confusion.ts';

const cell = (model: string | null, answer: string | null, n: number) => ({ model, answer, n });

describe('the confusion matrix', () => {
  test('has the model’s classes as rows and people’s as columns, in the order of the schema', () => {
    const matrix = matrixOf([cell('b', 'a', 3), cell('a', 'a', 5), cell('a', 'b', 1)], ['a', 'b', 'c']);
    expect(matrix).toEqual({
      values: ['a', 'b'],
      counts: [
        [5, 1],
        [3, 0],
      ],
      rowTotals: [6, 3],
      columnTotals: [8, 1],
      total: 9,
    });
  });

  test('keeps what the schema does not know, behind what it knows', () => {
    const matrix = matrixOf([cell('gone', 'b', 2), cell(null, 'a', 1)], ['a', 'b']);
    expect(matrix.values).toEqual(['a', 'b', 'gone', null]);
    expect(matrix.counts[2]).toEqual([0, 2, 0, 0]);
    expect(matrix.counts[3]).toEqual([1, 0, 0, 0]);
  });

  test('of nothing is empty', () => {
    expect(matrixOf([], ['a', 'b'])).toEqual({
      values: [],
      counts: [],
      rowTotals: [],
      columnTotals: [],
      total: 0,
    });
  });

  test('loses no answer, whatever the cells and the order', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const cells = fc.array(fc.record({ model: name, answer: name, n: fc.integer({ min: 1, max: 99 }) }));
    fc.assert(
      fc.property(cells, fc.uniqueArray(name), (given, order) => {
        const matrix = matrixOf(given, order);
        const total = given.reduce((sum, { n }) => sum + n, 0);
        expect(matrix.total).toBe(total);
        expect(matrix.columnTotals.reduce((sum, n) => sum + n, 0)).toBe(total);
        expect(new Set(matrix.values).size).toBe(matrix.values.length);
      }),
    );
  });
});

describe('a cell', () => {
  test.each([
    [0, 10, 0],
    [0, 0, 0],
    [1, 1_000, 8],
    [5, 10, 54],
    [10, 10, 100],
  ])('of %d in a row of %d is coloured to %d %%', (n, row, intensity) =>
    expect(intensityOf(n, row)).toBe(intensity),
  );

  test('says in words who said what, beginning with its number', () => {
    expect(cellWords({ n: 12, said: 'Scratched', answered: 'Intact', total: 40 })).toBe(
      '12 of 40 (30.0\u00a0%): the model said “Scratched”, people answered “Intact”',
    );
  });
});
