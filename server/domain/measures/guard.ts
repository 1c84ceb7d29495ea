import type { FigureName } from './figures.ts';
import type { ChartPlan } from './charts.ts';
import type { FigureUnit, FigureValue } from './figure.ts';
import type { Measure } from './metrics.ts';

/** Figures that would say what the model made of an item, if few stood behind them. */
const tellingFigures: ReadonlySet<FigureName> = new Set([
  'class_share',
  'null_share',
  'confidence_mean',
  'confidence_p10',
  'confidence_p50',
  'confidence_p90',
]);

/** From so many items on, told in whole percents, one of them makes no difference that could be seen. */
export const fewestTold = 100;

/** A class is named from so many items on. */
const fewestNamed = 10;

/**
 * Whether a figure must be blurred for somebody who may be asked to judge blind what stands behind it: one of what the model
 * made of items, or of a step before it.
 */
export const isTelling = (figure: FigureName, { step }: Pick<ChartPlan, 'step'>): boolean =>
  tellingFigures.has(figure) || step !== null;

/** In whole percents. */
export const blurred = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100;

const blurredIn = (unit: FigureUnit, value: number | null): number | null => {
  if (unit === 'share' || value === null) return blurred(value);
  return Number(value.toPrecision(2));
};

/** A figure as such a reader is told it: shares in whole percents, other numbers by two digits, where enough is behind it. */
export const blurredFigure = (unit: FigureUnit, { value, n }: FigureValue): FigureValue =>
  n < fewestTold
    ? { value: null, n: 0 }
    : { value: blurredIn(unit, value), n: Math.floor(n / fewestTold) * fewestTold };

/** The class or category that a measure counts; null: it counts none. */
const namedBy = ({ metric, part, bin }: Measure): string | null => {
  if (metric === 'intake') return part;
  return metric === 'input' ? `${part} ${bin}` : null;
};

/** What is left of measures where classes and categories that few items have are not named. */
export const withoutRare = <M extends Measure>(measures: readonly M[]): M[] => {
  const counts = new Map<string, number>();
  for (const measure of measures) {
    const name = namedBy(measure);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + measure.n);
  }
  return measures.filter((measure) => {
    const name = namedBy(measure);
    return name === null || (counts.get(name) ?? 0) >= fewestNamed;
  });
};

/**
 * Steps put together, one after the other, until enough items stand behind each group; of those left at the end nothing is
 * told. Answers the group of each step by its index, null for none.
 */
export const groupsOfSteps = (counts: readonly number[]): (number | null)[] => {
  const groups: number[] = [];
  let sum = 0;
  let group = 0;
  let complete = 0;
  for (const n of counts) {
    groups.push(group);
    sum += n;
    if (sum < fewestTold) continue;
    complete = groups.length;
    group += 1;
    sum = 0;
  }
  return groups.map((of, i) => (i < complete ? of : null));
};
