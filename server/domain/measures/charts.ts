import { metricsOfSteps, type PipelineStep } from '../pipeline/steps.ts';
import type { Subject } from './figure.ts';
import type { FigureName } from './figures.ts';
import { categoryOfBin, type MonitoredInput } from './inputs.ts';
import type { Measure } from './metrics.ts';
import { rowOfInput, rowOfStep, type FixedRow, type MonitoringRow } from './rows.ts';

/** What is drawn together. */
export const charts = [
  'intake',
  'automated',
  'repeats',
  'classes',
  'confidence',
  'nulls',
  'latency',
  'overrides',
  'decisions',
  'time_to_label',
  'passes',
  'values',
  'categories',
  'faults',
  'step_outcomes',
  'step_latency',
] as const;
export type ChartName = (typeof charts)[number];

/** The curves of each chart that are the same for every project. */
const fixed: Record<FixedRow, Partial<Record<ChartName, readonly FigureName[]>>> = {
  traffic: { intake: ['intake'], automated: ['automated_share'], repeats: ['repeat_share'] },
  output: {
    classes: ['class_share'],
    confidence: ['confidence_p10', 'confidence_p50', 'confidence_p90'],
    nulls: ['null_share'],
  },
  model: { latency: ['latency_p50', 'latency_p95', 'latency_p99'] },
  people: {
    overrides: ['override_share'],
    decisions: ['decisions'],
    time_to_label: ['time_to_label_p50', 'time_to_label_p90'],
    passes: ['skip_share', 'escalation_share'],
  },
};

const ofInput: Record<MonitoredInput['type'], Partial<Record<ChartName, readonly FigureName[]>>> = {
  number: {
    values: ['input_mean', 'input_p10', 'input_p50', 'input_p90'],
    faults: ['input_missing_share', 'input_outside_share'],
  },
  category: {
    categories: ['category_share'],
    faults: ['input_missing_share', 'input_unseen_share'],
  },
};

const ofStep: Partial<Record<ChartName, readonly FigureName[]>> = {
  step_outcomes: ['step_failed_share', 'step_missing_share'],
  step_latency: ['step_latency_p50', 'step_latency_p95'],
};

/** A chart as it stands in a row, with its curves; `input` and `step`: what it is about, where it is about one. */
export type ChartPlan = {
  row: MonitoringRow;
  chart: ChartName;
  input: string | null;
  step: string | null;
  figures: readonly FigureName[];
};

const planned = (
  row: MonitoringRow,
  { input, step }: Subject,
  plan: Partial<Record<ChartName, readonly FigureName[]>>,
): ChartPlan[] =>
  charts.flatMap((chart) => {
    const figures = plan[chart];
    return figures ? [{ row, chart, input: input ?? null, step: step ?? null, figures }] : [];
  });

const chartsOfStep = (step: PipelineStep): ChartPlan[] => {
  const about = { step: step.name };
  const row = rowOfStep(step.name);
  return [
    ...planned(row, about, ofStep),
    ...metricsOfSteps([step]).flatMap(({ name, type }) =>
      planned(row, { ...about, input: name }, ofInput[type]),
    ),
  ];
};

/** All charts of a project that declares these inputs and steps. */
export const chartPlans = (
  inputs: readonly MonitoredInput[],
  steps: readonly PipelineStep[] = [],
): ChartPlan[] => [
  ...Object.entries(fixed).flatMap(([row, plan]) => planned(row, {}, plan)),
  ...inputs.flatMap(({ name, type }) => planned(rowOfInput(name), { input: name }, ofInput[type])),
  ...steps.flatMap(chartsOfStep),
];

/** A chart has so many curves of classes or categories at most: the most frequent ones. */
export const mostCurves = 8;

/** The categories that most of the measures have, by what `categoryOf` says of each. */
export const mostFrequent = (
  measures: readonly Measure[],
  categoryOf: (measure: Measure) => string | null,
): string[] => {
  const counts = new Map<string, number>();
  for (const measure of measures) {
    const category = categoryOf(measure);
    if (category !== null) counts.set(category, (counts.get(category) ?? 0) + measure.n);
  }
  return [...counts]
    .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, mostCurves)
    .map(([category]) => category);
};

/** What the curves of one figure are about: one curve, or one for each of the classes or categories that are frequent. */
export const subjectsOf = (
  figure: FigureName,
  { input, step }: Pick<ChartPlan, 'input' | 'step'>,
  measures: readonly Measure[],
): Subject[] => {
  if (figure === 'class_share')
    return mostFrequent(measures, ({ metric, part }) =>
      metric === 'intake' && part !== '' ? part : null,
    ).map((category) => ({ category }));
  const about: Subject = { ...(input !== null && { input }), ...(step !== null && { step }) };
  if (figure !== 'category_share') return [about];
  return mostFrequent(measures, ({ metric, part, bin }) =>
    metric === 'input' && part === input ? categoryOfBin(bin) : null,
  ).map((category) => ({ ...about, category }));
};
