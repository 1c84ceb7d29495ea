import { t } from '@lingui/core/macro';
/** How far back charts look. */
export const timeRanges = ['hour', 'day', 'week', 'month'] as const;
export type TimeRange = (typeof timeRanges)[number];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const weekMs = 7 * 24 * hourMs;

/** Each with its name, its length and how often it is read again, in milliseconds. */
export const rangeFacts: Record<TimeRange, { title: string; length: number; every: number }> = {
  hour: { title: t`Last hour`, length: hourMs, every: 15_000 },
  day: { title: t`Last day`, length: 24 * hourMs, every: minuteMs },
  week: { title: t`Last week`, length: weekMs, every: 5 * minuteMs },
  month: { title: t`Last month`, length: 30 * 24 * hourMs, every: 5 * minuteMs },
};
