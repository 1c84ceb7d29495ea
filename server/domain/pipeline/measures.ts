import { logCell } from '../measures/cells.ts';
import { inputMeasures } from '../measures/inputs.ts';
import type { MeasureChange } from '../measures/metrics.ts';
import { metricOf, type PipelineStep, type StepReport, type StepReports } from './steps.ts';

type Change = Omit<MeasureChange, 'modelVersionId'>;

/** What became of a step: it did its work, it failed, or nothing was said of it. */
export type StepOutcome = 'ok' | 'failed' | 'missing';

const counted = (part: string, bin: StepOutcome): Change => ({ metric: 'step', part, bin, n: 1, sum: 0 });

const ofReport = (name: string, { error, latencyMs }: StepReport): Change[] => [
  counted(name, error === null ? 'ok' : 'failed'),
  ...(latencyMs === null
    ? []
    : [{ metric: 'step_latency' as const, part: name, bin: logCell(latencyMs), n: 1, sum: latencyMs }]),
];

/** The declared metrics of a step that did its work; one that failed, or was not run, has none that could be missing. */
const ofMetrics = ({ name, metrics }: PipelineStep, report: StepReport | undefined): Change[] =>
  report === undefined || report.error !== null
    ? []
    : metrics.flatMap((metric) =>
        inputMeasures({ ...metric, name: metricOf(name, metric.name) }, report.metrics[metric.name]),
      );

/** What a submission's steps add to the measures of its model version. */
export const stepMeasures = (
  modelVersionId: string,
  reports: StepReports,
  declared: readonly PipelineStep[],
): MeasureChange[] => {
  const told = new Map(Object.entries(reports));
  return [
    ...[...told].flatMap(([name, report]) => ofReport(name, report)),
    ...declared.filter(({ name }) => !told.has(name)).map(({ name }) => counted(name, 'missing')),
    ...declared.flatMap((step) => ofMetrics(step, told.get(step.name))),
  ].map((change) => ({ modelVersionId, ...change }));
};
