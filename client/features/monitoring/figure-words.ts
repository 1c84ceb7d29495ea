import { t } from '@lingui/core/macro';
import { figures, type FigureName } from '../../../server/domain/measures/figures.ts';
import type { ChartName } from '../../../server/domain/measures/charts.ts';
import type { FixedRow, MonitoringRow } from '../../../server/domain/measures/rows.ts';
import { unitText } from '../../ui/unit-text.ts';

/** What a chart is called, and one line on how to read it. */
export const chartWords: Record<ChartName, readonly [title: string, hint: string]> = {
  intake: ['Intake', 'items a minute'],
  automated: ['Automated', 'share of items accepted automatically'],
  repeats: ['Repeats', 'share of submissions whose key had come before'],
  classes: ['Answers of the model', 'share of items by class'],
  confidence: ['Confidence', 'as the model said it'],
  nulls: ['No answer', 'share of items on which the model abstained'],
  latency: ['Latency of the model', 'as the service reported it'],
  overrides: ['Overrides', 'share of answers that differ from the suggestion shown'],
  decisions: ['Decisions', 'answers and passes a minute'],
  time_to_label: ['Time to label', 'from intake until people had labelled an item'],
  passes: ['Passes', 'share of decisions that were no answer'],
  values: ['Values', 'of the input as it came in'],
  categories: ['Categories', 'share of items by category'],
  faults: ['Faults', 'share of items whose input was not as declared'],
  step_outcomes: ['Failed and missing', 'share of runs that failed, and of items of which nothing was said'],
  step_latency: ['Latency of the step', 'as the service reported it'],
};

/** What each curve is called. */
export const figureWords: Record<FigureName, string> = {
  intake: 'Items',
  automated_share: 'Automatic',
  class_share: 'Class',
  null_share: 'No answer',
  confidence_mean: 'Mean',
  confidence_p10: '10 % are below',
  confidence_p50: 'Median',
  confidence_p90: '90 % are below',
  latency_p50: 'Median',
  latency_p95: '95 % are below',
  latency_p99: '99 % are below',
  repeat_share: 'Repeated',
  decisions: 'Decisions',
  override_share: 'Overridden',
  skip_share: 'Skipped',
  escalation_share: 'Escalated',
  time_to_label_p50: 'Median',
  time_to_label_p90: '90 % are below',
  input_missing_share: 'Missing',
  input_outside_share: 'Out of range',
  input_unseen_share: 'Unseen category',
  input_mean: 'Mean',
  input_p10: '10 % are below',
  input_p50: 'Median',
  input_p90: '90 % are below',
  category_share: 'Category',
  step_missing_share: 'Missing',
  step_failed_share: 'Failed',
  step_latency_p50: 'Median',
  step_latency_p95: '95 % are below',
};

const rowTitles: Record<FixedRow, string> = {
  traffic: 'Traffic',
  output: 'What the model says',
  model: 'The model service',
  people: 'People',
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
