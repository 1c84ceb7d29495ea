import { t } from '@lingui/core/macro';
import { figures, type FigureName } from '../../../server/domain/measures/figures.ts';
import type { ChartName } from '../../../server/domain/measures/charts.ts';
import type { FixedRow, MonitoringRow } from '../../../server/domain/measures/rows.ts';
import { unitText } from '../../ui/unit-text.ts';

/** What a chart is called, and one line on how to read it. */
export const chartWords: Record<ChartName, readonly [title: string, hint: string]> = {
  intake: [t`Intake`, t`items a minute`],
  automated: [t`Automated`, t`share of items accepted automatically`],
  repeats: [t`Repeats`, t`share of submissions whose key had come before`],
  classes: [t`Answers of the model`, t`share of items by class`],
  confidence: [t`Confidence`, t`as the model said it`],
  nulls: [t`No answer`, t`share of items on which the model abstained`],
  latency: [t`Latency of the model`, t`as the service reported it`],
  overrides: [t`Overrides`, t`share of answers that differ from the suggestion shown`],
  decisions: [t`Decisions`, t`answers and passes a minute`],
  time_to_label: [t`Time to label`, t`from intake until people had labelled an item`],
  passes: [t`Passes`, t`share of decisions that were no answer`],
  values: [t`Values`, t`of the input as it came in`],
  categories: [t`Categories`, t`share of items by category`],
  faults: [t`Faults`, t`share of items whose input was not as declared`],
  step_outcomes: [
    t`Failed and missing`,
    t`share of runs that failed, and of items of which nothing was said`,
  ],
  step_latency: [t`Latency of the step`, t`as the service reported it`],
};

/** What each curve is called. */
export const figureWords: Record<FigureName, string> = {
  intake: t`Items`,
  automated_share: t`Automatic`,
  class_share: t`Class`,
  null_share: t`No answer`,
  confidence_mean: t`Mean`,
  confidence_p10: t`10 % are below`,
  confidence_p50: t`Median`,
  confidence_p90: t`90 % are below`,
  latency_p50: t`Median`,
  latency_p95: t`95 % are below`,
  latency_p99: t`99 % are below`,
  repeat_share: t`Repeated`,
  decisions: t`Decisions`,
  override_share: t`Overridden`,
  skip_share: t`Skipped`,
  escalation_share: t`Escalated`,
  time_to_label_p50: t`Median`,
  time_to_label_p90: t`90 % are below`,
  input_missing_share: t`Missing`,
  input_outside_share: t`Out of range`,
  input_unseen_share: t`Unseen category`,
  input_mean: t`Mean`,
  input_p10: t`10 % are below`,
  input_p50: t`Median`,
  input_p90: t`90 % are below`,
  category_share: t`Category`,
  step_missing_share: t`Missing`,
  step_failed_share: t`Failed`,
  step_latency_p50: t`Median`,
  step_latency_p95: t`95 % are below`,
};

const rowTitles: Record<FixedRow, string> = {
  traffic: t`Traffic`,
  output: t`What the model says`,
  model: t`The model service`,
  people: t`People`,
};

/** What a row is called: an input's or a step's by its name. */
export const rowTitle = (row: MonitoringRow): string => {
  if (Object.hasOwn(rowTitles, row)) return rowTitles[row as FixedRow]; // it has this title
  const [kind = '', ...name] = row.split(':');
  const title = name.join(':');
  return kind === 'step' ? t`Step “${title}”` : t`Input “${title}”`;
};

/** What a metric is called by itself, that is called by its step and its name among the inputs. */
export const metricTitle = (name: string): string => name.slice(name.indexOf('.') + 1);

/** A figure's value as people read it; null: a dash. */
export const valueText = (figure: FigureName, value: number | null): string =>
  unitText(figures[figure].unit, value);
