import { mostFrequent } from '../../domain/measures/charts.ts';
import type { SortedMeasures, Steps } from '../../domain/measures/steps.ts';
import { total } from '../../domain/statistics/total.ts';
import { systemFigures, type SystemFigureName } from '../../domain/system/figures.ts';
import type { SystemLine } from './contract.ts';

/** The curves of a figure: one, or one for each of the categories that are most frequent. */
export const linesOf = (figure: SystemFigureName, measures: SortedMeasures, steps: Steps): SystemLine[] => {
  const told = systemFigures[figure];
  const all = measures.of(told.metrics);
  const categories = told.categoryOf === null ? [null] : mostFrequent(all, told.categoryOf);
  return categories.map((category) => {
    const subject = category === null ? {} : { category };
    return {
      figure,
      category,
      all: told.of(all, total(steps.starts.map(steps.passed)), subject),
      points: steps.starts.map((at) => ({
        at: new Date(at).toISOString(),
        ...told.of(measures.atStep(told.metrics, at), steps.passed(at), subject),
      })),
    };
  });
};
