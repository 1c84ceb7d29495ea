import type { AlarmCondition } from '../../server/domain/alarms/condition.ts';

/** More than two open reviews for two minutes, until there has been none for one. */
export const aCondition: AlarmCondition = {
  metric: 'queue_depth',
  comparison: 'above',
  threshold: 2,
  clearThreshold: 0,
  windowMinutes: null,
  leastCases: 0,
  forMinutes: 2,
  keepMinutes: 1,
};
