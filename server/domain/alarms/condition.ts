import { metricFacts, type AlarmMetric } from './metrics.ts';
import { told, type Told } from '../told.ts';

/** Which side of the threshold is the bad one. */
export const comparisons = ['above', 'below'] as const;
export type Comparison = (typeof comparisons)[number];

/** When an alarm fires, and when it clears. */
export type AlarmCondition = {
  metric: AlarmMetric;
  comparison: Comparison;
  threshold: number;
  /** It clears at or beyond this one, which is not on the bad side of the other. */
  clearThreshold: number;
  /** Minutes that a windowed metric looks back; null: the metric has no window. */
  windowMinutes: number | null;
  /** Of a share: fewer cases than these are no data. */
  leastCases: number;
  /** Minutes that the threshold must be passed without a break before it fires. */
  forMinutes: number;
  /** Minutes that it must stay clear without a break before it clears. */
  keepMinutes: number;
};

export const isBreached = ({ comparison, threshold }: AlarmCondition, value: number): boolean =>
  comparison === 'above' ? value > threshold : value < threshold;

export const isClear = ({ comparison, clearThreshold }: AlarmCondition, value: number): boolean =>
  comparison === 'above' ? value <= clearThreshold : value >= clearThreshold;

type Fault = Told & { field: keyof AlarmCondition };

/** What is wrong with a condition whose parts each have the right shape. */
export const conditionFaults = (condition: AlarmCondition): Fault[] => {
  const { metric, comparison, threshold, clearThreshold, windowMinutes } = condition;
  const { unit, windowed } = metricFacts(metric);
  const faults: Fault[] = [];
  if (isBreached(condition, clearThreshold))
    faults.push({
      field: 'clearThreshold',
      ...(comparison === 'above'
        ? told`must be at most the threshold`
        : told`must be at least the threshold`),
    });
  for (const [field, value] of Object.entries({ threshold, clearThreshold }))
    if (value < 0 || (unit === 'share' && value > 1))
      faults.push({
        field: field as 'threshold' | 'clearThreshold', // the record's own keys
        ...(unit === 'share' ? told`must be a share from 0 to 1` : told`must not be negative`),
      });
  if (windowed !== (windowMinutes !== null))
    faults.push({
      field: 'windowMinutes',
      ...(windowed ? told`is required for this metric` : told`must be null: this metric has no window`),
    });
  return faults;
};
