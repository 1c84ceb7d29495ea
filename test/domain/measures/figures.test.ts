import { describe, expect, test } from 'vitest';
import { chartPlans, subjectsOf } from '../../../server/domain/measures/charts.ts';
import type { Subject } from '../../../server/domain/measures/figure.ts';
import { figures, type FigureName } from '../../../server/domain/measures/figures.ts';
import type { Measure, MeasureMetric } from '../../../server/domain/measures/metrics.ts';
import { groupsOfSteps } from '../../../server/domain/measures/guard.ts';
import { rowsInOrder } from '../../../server/domain/measures/rows.ts';
import { spanAt, startOf, stepOf } from '../../../server/domain/measures/spans.ts';

const measure = (metric: MeasureMetric, part: string, bin: string, n: number, sum = 0): Measure => ({
  metric,
  modelVersionId: 'm',
  part,
  bin,
  n,
  sum,
});

const measures = [
  measure('intake', 'ok', 'auto', 60),
  measure('intake', 'ok', 'review', 10),
  measure('intake', 'scratched', 'review', 20),
  measure('intake', '', 'review', 10),
  measure('confidence', '', 'c38', 4, 3.9),
  measure('latency', '', '249', 10, 21),
  measure('repeats', '', 'same', 24),
  measure('repeats', '', 'other', 1),
  measure('decisions', '', 'agreed_assisted', 30),
  measure('decisions', '', 'differed_assisted', 10),
  measure('decisions', '', 'differed_blind', 5),
  measure('decisions', '', 'skip', 4),
  measure('decisions', '', 'escalation', 1),
  measure('time_to_label', '', '249', 2, 4),
  measure('input', 'line', '=1', 6),
  measure('input', 'line', 'unseen', 2),
  measure('input', 'line', 'missing', 2),
  measure('input', 'size', '249', 8, 16),
  measure('input', 'size', 'missing', 2),
  measure('outside', 'size', 'above', 2),
  measure('step', 'voice', 'ok', 6),
  measure('step', 'voice', 'failed', 2),
  measure('step', 'voice', 'missing', 2),
  measure('step', 'words', 'missing', 10),
  measure('step_latency', 'voice', '249', 8, 16),
];

describe('figures', () => {
  test.each<[FigureName, Subject, number, number]>([
    ['intake', {}, 10, 100],
    ['automated_share', {}, 0.6, 100],
    ['class_share', { category: 'ok' }, 0.7, 100],
    ['null_share', {}, 0.1, 100],
    ['confidence_mean', {}, 0.975, 4],
    ['repeat_share', {}, 0.2, 125],
    ['decisions', {}, 5, 50],
    ['override_share', {}, 0.25, 40],
    ['skip_share', {}, 0.08, 50],
    ['escalation_share', {}, 0.02, 50],
    ['input_missing_share', { input: 'line' }, 0.2, 10],
    ['input_unseen_share', { input: 'line' }, 0.25, 8],
    ['category_share', { input: 'line', category: '1' }, 0.75, 8],
    ['input_missing_share', { input: 'size' }, 0.2, 10],
    ['input_outside_share', { input: 'size' }, 0.25, 8],
    ['input_mean', { input: 'size' }, 2, 8],
    ['step_missing_share', { step: 'voice' }, 0.2, 10],
    ['step_failed_share', { step: 'voice' }, 0.25, 8],
  ])('%s of %j is %d of %i', (name, subject, value, n) => {
    const told = figures[name].of(measures, 10, subject);
    expect(told.value).toBeCloseTo(value, 9);
    expect(told.n).toBe(n);
  });

  test('quantiles lie in their cell', () => {
    for (const name of ['latency_p50', 'latency_p99', 'time_to_label_p90'] as const) {
      const { value } = figures[name].of(measures, 10, {});
      expect(value).toBeGreaterThan(2);
      expect(value).toBeLessThan(2.2);
    }
  });

  test('nothing is told of nothing, but for rates', () => {
    for (const [name, figure] of Object.entries(figures))
      expect([name, figure.of([], 10, { input: 'x', category: 'y', step: 'z' })]).toEqual([
        name,
        { value: figure.unit === 'per_minute' ? 0 : null, n: 0 },
      ]);
  });
});

describe('charts', () => {
  test('follow the declared inputs and steps', () => {
    const size = { name: 'size', type: 'number', low: null, high: null } as const;
    const plans = chartPlans(
      [size, { name: 'line', type: 'category', known: [] }],
      [{ name: 'voice', after: [], metrics: [size] }],
    );
    expect(
      plans.filter(({ step }) => step !== null).map(({ row, chart, input }) => `${row} ${chart} ${input}`),
    ).toEqual([
      'step:voice step_outcomes null',
      'step:voice step_latency null',
      'step:voice values voice.size',
      'step:voice faults voice.size',
    ]);
    expect(
      plans
        .filter(({ input, step }) => input !== null && step === null)
        .map(({ row, chart }) => `${row} ${chart}`),
    ).toEqual(['input:size values', 'input:size faults', 'input:line categories', 'input:line faults']);
  });

  test('have a curve for each frequent class', () => {
    const many = Array.from({ length: 12 }, (_, i) => measure('intake', `c${i}`, 'auto', i + 1));
    const categories = subjectsOf('class_share', { input: null, step: null }, many).map(
      ({ category }) => category,
    );
    expect(categories).toEqual(['c11', 'c10', 'c9', 'c8', 'c7', 'c6', 'c5', 'c4']);
    expect(subjectsOf('category_share', { input: 'line', step: null }, measures)).toEqual([
      { input: 'line', category: '1' },
    ]);
  });

  test('stand in the rows that a project wants, new ones last', () => {
    const inputs = [{ name: 'size' }, { name: 'line' }];
    const rows = rowsInOrder(
      { order: ['input:line', 'gone', 'people'], hidden: ['model', 'input:line'] },
      inputs,
    );
    expect(rows.map(({ row, isShown }) => (isShown ? row : `(${row})`))).toEqual([
      '(input:line)',
      'people',
      'traffic',
      'output',
      '(model)',
      'input:size',
    ]);
  });
});

describe('time', () => {
  const hour = 3_600_000;
  const now = 500_000 * hour;
  test.each([
    [hour, 1],
    [3 * hour, 5],
    [24 * hour, 15],
    [7 * 24 * hour, 180],
    [14 * 24 * hour, 180],
    [30 * 24 * hour, 1_440],
    [365 * 24 * hour, 10_080],
    [3_650 * 24 * hour, 31 * 1_440],
  ])('the last %i ms are drawn in steps of %i minutes', (length, minutes) =>
    expect(stepOf(now - length, now, now)).toBe(minutes),
  );

  test('no step is finer than what is kept', () => {
    expect(stepOf(now - 7 * 24 * hour, now - 7 * 24 * hour + hour, now)).toBe(60);
    expect([0, 3 * hour + 1, 49 * hour, 400 * hour].map(spanAt)).toEqual([1, 15, 60, 1_440]);
    expect(startOf(now + 59_999, 1)).toBe(now);
  });
});

describe('what is told of answers to those who judge', () => {
  test.each([
    [[], []],
    [[99], [null]],
    [
      [100, 40],
      [0, null],
    ],
    [
      [60, 0, 60, 99, 1, 500, 3],
      [0, 0, 0, 1, 1, 2, null],
    ],
  ])('of %j items step by step is put together as %j', (counts, groups) =>
    expect(groupsOfSteps(counts)).toEqual(groups),
  );
});
