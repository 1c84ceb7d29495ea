import type { Measure, MeasureMetric } from './metrics.ts';

/** What a figure is told in; `number` is in the unit of the input that it is about, `count` how many there are of something. */
export type FigureUnit = 'share' | 'per_minute' | 'milliseconds' | 'number' | 'count' | 'bytes';

/** What a figure is about, where it needs telling: a class, an input, a category of an input, or a step. */
export type Subject = { input?: string; category?: string; step?: string };

/** A number, with how much stands behind it; null: there is nothing to tell it from. */
export type FigureValue = { value: number | null; n: number };

/** A number that measures over a stretch of time, in minutes, add up to. */
export type Figure = {
  unit: FigureUnit;
  metrics: readonly MeasureMetric[];
  /** What of a subject it needs to be told. */
  needs: readonly (keyof Subject)[];
  of(measures: readonly Measure[], minutes: number, subject: Subject): FigureValue;
};

type Test = (measure: Measure, subject: Subject) => boolean;

const count = (measures: readonly Measure[], test: (measure: Measure) => boolean): number =>
  measures.reduce((n, measure) => (test(measure) ? n + measure.n : n), 0);

/** How many there are a minute. */
export const rate = (metric: MeasureMetric, test: Test): Figure => ({
  unit: 'per_minute',
  metrics: [metric],
  needs: [],
  of: (measures, minutes, subject) => {
    const n = count(measures, (m) => m.metric === metric && test(m, subject));
    return { value: n / minutes, n };
  },
});

/** Which part of what is counted by `of` is counted by `test`. */
export const share = (
  test: Test,
  of: Test,
  metrics: readonly MeasureMetric[],
  needs: Figure['needs'] = [],
): Figure => ({
  unit: 'share',
  metrics,
  needs,
  of: (measures, _minutes, subject) => {
    const n = count(measures, (m) => of(m, subject));
    return { value: n === 0 ? null : count(measures, (m) => test(m, subject)) / n, n };
  },
});
