import { rate, share, type Figure, type FigureUnit, type Subject } from './figure.ts';
import { categoryOfBin, missing, unseen } from './inputs.ts';
import type { Measure, MeasureMetric } from './metrics.ts';
import { countOfNumbers, meanOf, quantileOf } from './quantile.ts';

/** Everything that can be told from the measures over a stretch of time. */
export const figureNames = [
  'intake',
  'automated_share',
  'class_share',
  'null_share',
  'confidence_mean',
  'confidence_p10',
  'confidence_p50',
  'confidence_p90',
  'latency_p50',
  'latency_p95',
  'latency_p99',
  'repeat_share',
  'decisions',
  'override_share',
  'skip_share',
  'escalation_share',
  'time_to_label_p50',
  'time_to_label_p90',
  'input_missing_share',
  'input_outside_share',
  'input_unseen_share',
  'input_mean',
  'input_p10',
  'input_p50',
  'input_p90',
  'category_share',
  'step_missing_share',
  'step_failed_share',
  'step_latency_p50',
  'step_latency_p95',
] as const;
export type FigureName = (typeof figureNames)[number];

const is =
  (metric: MeasureMetric, bins?: readonly string[]) =>
  (m: Measure): boolean =>
    m.metric === metric && (bins === undefined || bins.includes(m.bin));

/** Measures of the input that a figure is about. */
const ofInput =
  (metric: MeasureMetric, test: (m: Measure) => boolean = () => true) =>
  (m: Measure, { input }: { input?: string }): boolean =>
    m.metric === metric && m.part === input && test(m);

/** What the part of a metric names, where it is told of one of them only. */
const partNames: Partial<Record<MeasureMetric, keyof Subject>> = { input: 'input', step_latency: 'step' };

/** Measures of what came of the step that a figure is about. */
const ofStep =
  (...bins: readonly string[]) =>
  (m: Measure, { step }: Subject): boolean =>
    m.metric === 'step' && m.part === step && (bins.length === 0 || bins.includes(m.bin));

/** The mean of all numbers of a metric, or a quantile of them. */
const numbers = (metric: MeasureMetric, unit: FigureUnit, quantile: number | 'mean'): Figure => {
  const named = partNames[metric];
  return {
    unit,
    metrics: [metric],
    needs: named === undefined ? [] : [named],
    of: (measures, _minutes, subject) => {
      const counted = measures.filter(
        (m) => m.metric === metric && (named === undefined || m.part === (subject[named] ?? '')),
      );
      const value = quantile === 'mean' ? meanOf(counted) : quantileOf(counted, quantile);
      return { value, n: countOfNumbers(counted) };
    },
  };
};

const decided = is('decisions');
const isNumber = (m: Measure): boolean =>
  m.bin !== missing && categoryOfBin(m.bin) === null && m.bin !== unseen;

/** Every figure by its name. */
export const figures: Record<FigureName, Figure> = {
  intake: rate('intake', () => true),
  automated_share: share(is('intake', ['auto']), is('intake'), ['intake']),
  class_share: share(
    (m, { category }) => m.metric === 'intake' && m.part === category,
    is('intake'),
    ['intake'],
    ['category'],
  ),
  null_share: share((m) => m.metric === 'intake' && m.part === '', is('intake'), ['intake']),
  confidence_mean: numbers('confidence', 'share', 'mean'),
  confidence_p10: numbers('confidence', 'share', 0.1),
  confidence_p50: numbers('confidence', 'share', 0.5),
  confidence_p90: numbers('confidence', 'share', 0.9),
  latency_p50: numbers('latency', 'milliseconds', 0.5),
  latency_p95: numbers('latency', 'milliseconds', 0.95),
  latency_p99: numbers('latency', 'milliseconds', 0.99),
  repeat_share: share(is('repeats'), (m) => m.metric === 'repeats' || m.metric === 'intake', [
    'repeats',
    'intake',
  ]),
  decisions: rate('decisions', () => true),
  override_share: share(
    is('decisions', ['differed_assisted']),
    is('decisions', ['differed_assisted', 'agreed_assisted']),
    ['decisions'],
  ),
  skip_share: share(is('decisions', ['skip']), decided, ['decisions']),
  escalation_share: share(is('decisions', ['escalation']), decided, ['decisions']),
  time_to_label_p50: numbers('time_to_label', 'milliseconds', 0.5),
  time_to_label_p90: numbers('time_to_label', 'milliseconds', 0.9),
  input_missing_share: share(
    ofInput('input', (m) => m.bin === missing),
    ofInput('input'),
    ['input'],
    ['input'],
  ),
  input_outside_share: share(ofInput('outside'), ofInput('input', isNumber), ['input', 'outside'], ['input']),
  input_unseen_share: share(
    ofInput('input', (m) => m.bin === unseen),
    ofInput('input', (m) => m.bin !== missing),
    ['input'],
    ['input'],
  ),
  input_mean: numbers('input', 'number', 'mean'),
  input_p10: numbers('input', 'number', 0.1),
  input_p50: numbers('input', 'number', 0.5),
  input_p90: numbers('input', 'number', 0.9),
  category_share: share(
    (m, { input, category }) => m.metric === 'input' && m.part === input && categoryOfBin(m.bin) === category,
    ofInput('input', (m) => m.bin !== missing),
    ['input'],
    ['input', 'category'],
  ),
  step_missing_share: share(ofStep('missing'), ofStep(), ['step'], ['step']),
  step_failed_share: share(ofStep('failed'), ofStep('ok', 'failed'), ['step'], ['step']),
  step_latency_p50: numbers('step_latency', 'milliseconds', 0.5),
  step_latency_p95: numbers('step_latency', 'milliseconds', 0.95),
};
