import type { Measure, MeasureMetric } from './metrics.ts';
import { startOf, stepOf } from './spans.ts';

/** Measures of one step of a chart; `at` is where it begins, in epoch milliseconds. */
export type AtStep = Measure & { at: number };

/** The steps that a time is drawn in: where each begins, and how much of it has passed, in minutes. */
export type Steps = { starts: readonly number[]; passed: (start: number) => number };

/** The steps of a chart from one instant to another, as of now. */
export const stepsBetween = (from: number, to: number, now: number): Steps & { minutes: number } => {
  const minutes = stepOf(from, to, now);
  const starts: number[] = [];
  for (let at = startOf(from, minutes); at < to; at += minutes * 60_000) starts.push(at);
  const passed = (start: number) => Math.min(minutes, Math.max(1, (now - start) / 60_000));
  return { starts, minutes, passed };
};

/** Measures by metric and step, so that each figure looks at its own only. */
export const sortMeasures = (measures: readonly AtStep[]) => {
  const byMetric = Map.groupBy(measures, ({ metric }) => metric);
  const byStep = new Map(
    [...byMetric].map(([metric, all]) => [metric, Map.groupBy(all, ({ at }) => at)] as const),
  );
  return {
    of: (metrics: readonly MeasureMetric[]) => metrics.flatMap((metric) => byMetric.get(metric) ?? []),
    atStep: (metrics: readonly MeasureMetric[], at: number) =>
      metrics.flatMap((metric) => byStep.get(metric)?.get(at) ?? []),
  };
};
export type SortedMeasures = ReturnType<typeof sortMeasures>;
