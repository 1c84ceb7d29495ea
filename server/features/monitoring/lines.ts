import { subjectsOf, type ChartPlan } from '../../domain/measures/charts.ts';
import type { Figure, FigureValue, Subject } from '../../domain/measures/figure.ts';
import { figures, type FigureName } from '../../domain/measures/figures.ts';
import { blurredFigure, groupsOfSteps, isTelling, withoutRare } from '../../domain/measures/guard.ts';
import type { SortedMeasures, Steps } from '../../domain/measures/steps.ts';
import { total } from '../../domain/statistics/total.ts';
import type { MonitoringLine } from './contract.ts';

const nothing: FigureValue = { value: null, n: 0 };

/** A figure step by step. */
const plain = (
  figure: Figure,
  measures: SortedMeasures,
  { starts, passed }: Steps,
  subject: Subject,
): FigureValue[] => starts.map((at) => figure.of(measures.atStep(figure.metrics, at), passed(at), subject));

/** The same, blurred: steps are told together, and only where enough items stand behind them. */
const coarse = (figure: Figure, measures: SortedMeasures, steps: Steps, subject: Subject): FigureValue[] => {
  const groups = groupsOfSteps(plain(figure, measures, steps, subject).map(({ n }) => n));
  const told = new Map(
    [...Map.groupBy(steps.starts, (_, i) => groups[i] ?? null)].map(([group, starts]) => {
      const together = starts.flatMap((at) => measures.atStep(figure.metrics, at));
      const value = figure.of(together, total(starts.map(steps.passed)), subject);
      return [group, blurredFigure(figure.unit, value)] as const;
    }),
  );
  return groups.map((group) => (group === null ? nothing : (told.get(group) ?? nothing)));
};

const lineOf = (
  name: FigureName,
  measures: SortedMeasures,
  steps: Steps,
  subject: Subject,
  isBlurred: boolean,
): MonitoringLine => {
  const figure = figures[name];
  const all = figure.of(measures.of(figure.metrics), total(steps.starts.map(steps.passed)), subject);
  const points = (isBlurred ? coarse : plain)(figure, measures, steps, subject);
  return {
    figure: name,
    category: subject.category ?? null,
    all: isBlurred ? blurredFigure(figure.unit, all) : all,
    points: steps.starts.map((at, i) => ({ at: new Date(at).toISOString(), ...(points[i] ?? nothing) })),
  };
};

/** The curves of a chart; `isForJudge`: its reader may be asked to judge blind what stands behind them. */
export const linesOf = (
  plan: ChartPlan,
  measures: SortedMeasures,
  steps: Steps,
  isForJudge: boolean,
): MonitoringLine[] =>
  plan.figures.flatMap((name) => {
    const isBlurred = isForJudge && isTelling(name, plan);
    const all = measures.of(figures[name].metrics);
    return subjectsOf(name, plan, isBlurred ? withoutRare(all) : all).map((subject) =>
      lineOf(name, measures, steps, subject, isBlurred),
    );
  });
