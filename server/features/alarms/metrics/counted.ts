import type { Queryable } from '../../../../db/database.ts';
import { measuresBetween } from '../../../../db/queries/measures.ts';
import { counters } from '../../../../db/queries/overview.ts';
import type { DecisionBin } from '../../../domain/measures/changes.ts';
import { figures, type FigureName } from '../../../domain/measures/figures.ts';
import { blurred, fewestTold } from '../../../domain/measures/guard.ts';
import type { Measure, MeasureMetric } from '../../../domain/measures/metrics.ts';
import { spanAt, startOf } from '../../../domain/measures/spans.ts';
import type { ComparedWay, RollupMetric } from '../../../domain/rollup-metrics.ts';
import { total } from '../../../domain/statistics/total.ts';
import { shareOf, type Asked, type MetricReader } from './reader.ts';

/** What was measured in the window. Of what is kept in longer stretches, the one that the window begins in counts whole. */
export const inWindow = (
  q: Queryable,
  { project, now, since }: Asked,
  metrics: readonly MeasureMetric[],
): Promise<Measure[]> =>
  measuresBetween(q, project.id, { metrics, from: startOf(since, spanAt(now - since)), to: now + 1 });

const countOf = (measures: readonly Measure[], bin?: DecisionBin): number =>
  total(measures.filter((measure) => bin === undefined || measure.bin === bin).map(({ n }) => n));

const isCounted = async (q: Queryable, { project }: Asked, metrics: RollupMetric[]): Promise<boolean> => {
  const found = await counters(q, project.id, metrics, null);
  return metrics.some((metric) => (found[metric] ?? 0) > 0);
};

export const intake: MetricReader = async (q, asked) => {
  const value = countOf(await inWindow(q, asked, ['intake']));
  return value > 0 || (await isCounted(q, asked, ['auto', 'review'])) ? { value } : null;
};

export const answers: MetricReader = async (q, asked) => {
  const value = countOf(await inWindow(q, asked, ['decisions']));
  return value > 0 || (await isCounted(q, asked, ['waiting_inspector', 'waiting_lead'])) ? { value } : null;
};

/** What charts tell too: a figure over the window. */
export const figureOf =
  (name: FigureName): MetricReader =>
  async (q, asked) => {
    const figure = figures[name];
    const measures = await inWindow(q, asked, figure.metrics);
    const { value, n } = figure.of(measures, (asked.now - asked.since) / 60_000, {});
    return value === null ? null : { value, cases: n };
  };

/** The same of what the model made of items, which whoever may yet judge one of them blind must not tell from it. */
export const guarded =
  (read: MetricReader): MetricReader =>
  async (q, asked) => {
    const found = await read(q, asked);
    return found && (found.cases ?? 0) >= fewestTold ? { ...found, value: blurred(found.value) ?? 0 } : null;
  };

/** How far answers that were given so agree with the model. */
export const agreed =
  (way: ComparedWay): MetricReader =>
  async (q, asked) => {
    const decided = await inWindow(q, asked, ['decisions']);
    const equal = countOf(decided, `agreed_${way}`);
    return shareOf(equal, equal + countOf(decided, `differed_${way}`));
  };
