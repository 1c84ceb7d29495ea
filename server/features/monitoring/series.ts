import { measuresByStep } from '../../../db/queries/measures.ts';
import { chartPlans, subjectsOf, type ChartPlan } from '../../domain/measures/charts.ts';
import type { FigureValue } from '../../domain/measures/figure.ts';
import { figures } from '../../domain/measures/figures.ts';
import { measureMetrics, type Measure, type MeasureMetric } from '../../domain/measures/metrics.ts';
import { startOf, stepOf } from '../../domain/measures/spans.ts';
import { total } from '../../domain/statistics/total.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { modelShown } from '../../http/model-shown.ts';
import { annotationsBetween } from './annotations/registry.ts';
import type { MonitoringChart, MonitoringLine, monitoringContract } from './contract.ts';

type AtStep = Measure & { at: number };

/** The steps that a time is drawn in: where each begins, how long they are, and how much of each has passed, in minutes. */
type Steps = { starts: number[]; minutes: number; passed: (start: number) => number };

const stepsBetween = (from: number, to: number, now: number): Steps => {
  const minutes = stepOf(from, to, now);
  const starts: number[] = [];
  for (let at = startOf(from, minutes); at < to; at += minutes * 60_000) starts.push(at);
  const passed = (start: number) => Math.min(minutes, Math.max(1, (now - start) / 60_000));
  return { starts, minutes, passed };
};

/** Measures by metric and step, so that each figure looks at its own only. */
const sorted = (measures: readonly AtStep[]) => {
  const byMetric = Map.groupBy(measures, ({ metric }) => metric);
  const byStep = new Map(
    [...byMetric].map(([metric, all]) => [metric, Map.groupBy(all, ({ at }) => at)] as const),
  );
  const of = (metrics: readonly MeasureMetric[]) => metrics.flatMap((metric) => byMetric.get(metric) ?? []);
  const atStep = (metrics: readonly MeasureMetric[], at: number) =>
    metrics.flatMap((metric) => byStep.get(metric)?.get(at) ?? []);
  return { of, atStep };
};

const linesOf = (
  { input, figures: names }: ChartPlan,
  measures: ReturnType<typeof sorted>,
  { starts, passed }: Steps,
): MonitoringLine[] =>
  names.flatMap((name) => {
    const figure = figures[name];
    const all = measures.of(figure.metrics);
    return subjectsOf(name, input, all).map((subject): MonitoringLine => {
      const told = (of: readonly Measure[], length: number): FigureValue => figure.of(of, length, subject);
      return {
        figure: name,
        category: subject.category ?? null,
        all: told(all, total(starts.map(passed))),
        points: starts.map((at) => ({
          at: new Date(at).toISOString(),
          ...told(measures.atStep(figure.metrics, at), passed(at)),
        })),
      };
    });
  });

/** Draws all that is measured of a project over a time, of all model versions or of one. */
export const series =
  (s: Services): Handler<(typeof monitoringContract)['series']> =>
  ({ project, query }) =>
    s.db.read(async (q) => {
      const { models, shown } = await modelShown(q, project.id, query.model);
      const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
      const steps = stepsBetween(from, to, s.now());
      const filter = {
        metrics: measureMetrics,
        modelVersionId: query.model === undefined ? undefined : shown?.id,
        from: steps.starts[0] ?? from,
        to,
      };
      const measures = sorted(await measuresByStep(q, project.id, filter, steps.minutes));
      return {
        models: models.map(({ model }) => model),
        from: query.from,
        to: query.to,
        stepMinutes: steps.minutes,
        charts: chartPlans(project.monitoredInputs).map((plan): MonitoringChart => ({
          chart: plan.chart,
          input: plan.input,
          lines: linesOf(plan, measures, steps),
        })),
        annotations: await annotationsBetween(q, project.id, from, to),
      };
    });
