import type { AlarmCondition, Comparison } from '../../../server/domain/alarms/condition.ts';
import { metricFacts, type AlarmMetric, type MetricUnit } from '../../../server/domain/alarms/metrics.ts';
import type { Alarm } from '../../../server/features/alarms/contract.ts';

/** An alarm as its form holds it: thresholds in what people type (percent, hours), an empty field is ''. */
export type AlarmValues = {
  name: string;
  metric: AlarmMetric;
  comparison: Comparison;
  threshold: number | string;
  clearThreshold: number | string;
  windowHours: number | string;
  leastCases: number | string;
  forMinutes: number | string;
  keepMinutes: number | string;
  note: string;
  mutedBy: string[];
  enabled: boolean;
};

/** How many of what is measured go into one of what people type, and what stands behind the number. */
export const typedUnits: Record<MetricUnit, { size: number; suffix: string }> = {
  count: { size: 1, suffix: '' },
  share: { size: 0.01, suffix: '\u00a0%' },
  seconds: { size: 3_600, suffix: '\u00a0h' },
  milliseconds: { size: 1, suffix: '\u00a0ms' },
  bytes: { size: 2 ** 20, suffix: '\u00a0MiB' },
};

const unitOf = (metric: AlarmMetric) => typedUnits[metricFacts(metric).unit];

/** Without the dust that fractions carry. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/** What a form begins with: an alarm as it is, or one to be made. */
export const valuesOf = (alarm: Alarm | null): AlarmValues => {
  if (!alarm)
    return {
      name: '',
      metric: 'queue_depth',
      comparison: 'above',
      threshold: 100,
      clearThreshold: 50,
      windowHours: 24,
      leastCases: 0,
      forMinutes: 15,
      keepMinutes: 15,
      note: '',
      mutedBy: [],
      enabled: true,
    };
  const { condition, name, note, mutedBy, enabled } = alarm;
  const { size } = unitOf(condition.metric);
  return {
    name,
    note,
    mutedBy,
    enabled,
    metric: condition.metric,
    comparison: condition.comparison,
    threshold: rounded(condition.threshold / size),
    clearThreshold: rounded(condition.clearThreshold / size),
    windowHours: (condition.windowMinutes ?? 1_440) / 60,
    leastCases: condition.leastCases,
    forMinutes: condition.forMinutes,
    keepMinutes: condition.keepMinutes,
  };
};

/** The condition that a form's values say. */
export const conditionOf = (values: AlarmValues): AlarmCondition => {
  const { metric, comparison } = values;
  const { unit, windowed } = metricFacts(metric);
  const { size } = unitOf(metric);
  return {
    metric,
    comparison,
    threshold: rounded(Number(values.threshold) * size),
    clearThreshold: rounded(Number(values.clearThreshold) * size),
    windowMinutes: windowed ? Math.round(Number(values.windowHours) * 60) : null,
    leastCases: unit === 'share' ? Number(values.leastCases) : 0,
    forMinutes: Number(values.forMinutes),
    keepMinutes: Number(values.keepMinutes),
  };
};

/** The form's field of a path that the server named. */
export const fieldOf = ([first, second]: (string | number)[]): string =>
  first === 'condition' ? (second === 'windowMinutes' ? 'windowHours' : String(second)) : String(first);
