import type { MonitoredInput } from '../measures/inputs.ts';
import type { Json } from '../words.ts';
import { told, type Told } from '../told.ts';

/** A pipeline has so many steps, and they have so many measured metrics together, at most. */
export const mostSteps = 20;
export const mostStepMetrics = 60;

/** What a step is called: one word, as it stands in the names of its metrics. */
export const stepName = /^[a-z0-9]+(?:[_-][a-z0-9]+)*$/;
export const longestStepName = 40;

/** A step of what a project's items go through before a model answers: what it comes after, and what is measured of it. */
export type PipelineStep = { name: string; after: string[]; metrics: MonitoredInput[] };

/** What a submission says of one step: what came of it, what was measured, and how long it took; `error`: it failed. */
export type StepReport = {
  output: Json;
  metrics: Record<string, string | number | boolean | null>;
  latencyMs: number | null;
  error: string | null;
};

/** What it says of each step that was run. */
export type StepReports = Record<string, StepReport>;

/** What a metric of a step is called among the inputs that are measured. */
export const metricOf = (step: string, metric: string): string => `${step}.${metric}`;

/** The metrics of all steps, each as an input under its full name. */
export const metricsOfSteps = (steps: readonly PipelineStep[]): MonitoredInput[] =>
  steps.flatMap(({ name, metrics }) =>
    metrics.map((metric) => ({ ...metric, name: metricOf(name, metric.name) })),
  );

/** What was measured in the steps of an item, each metric under its full name. */
export const metricsIn = (reports: StepReports): StepReport['metrics'] =>
  Object.fromEntries(
    Object.entries(reports).flatMap(([step, { metrics }]) =>
      Object.entries(metrics).map(([metric, value]) => [metricOf(step, metric), value]),
    ),
  );

type Fault = Told & { path: (string | number)[] };

const faultsOf = ({ name, after }: PipelineStep, i: number, before: readonly string[]): Fault[] => [
  ...(before.includes(name) ? [{ path: [i, 'name'], ...told`must not name a step twice` }] : []),
  ...after.flatMap((one, k) => {
    const path = [i, 'after', k];
    if (!before.includes(one)) return [{ path, ...told`must name a step that stands before this one` }];
    return after.indexOf(one) < k ? [{ path, ...told`must not name a step twice` }] : [];
  }),
];

/** What is wrong with steps as a whole. Each comes after steps that stand before it, and so none after itself. */
export const stepFaults = (steps: readonly PipelineStep[]): Fault[] => [
  ...steps.flatMap((step, i) =>
    faultsOf(
      step,
      i,
      steps.slice(0, i).map(({ name }) => name),
    ),
  ),
  ...(metricsOfSteps(steps).length > mostStepMetrics
    ? [{ path: [], ...told`must not have more than ${mostStepMetrics} metrics together` }]
    : []),
];

/** The steps that lead to one, and itself, in their order. */
export const upTo = (steps: readonly PipelineStep[], name: string): string[] => {
  const wanted = new Set([name]);
  for (const step of steps.toReversed())
    if (wanted.has(step.name)) for (const before of step.after) wanted.add(before);
  return steps.map((step) => step.name).filter((one) => wanted.has(one));
};
