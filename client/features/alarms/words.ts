import { t } from '@lingui/core/macro';
import type { MetricPage } from '../../../server/domain/alarms/metrics.ts';
import type { AlarmPhase } from '../../../server/domain/alarms/state.ts';
import type { Alarm } from '../../../server/features/alarms/contract.ts';
import { paths } from '../../paths.ts';

/** How an alarm stands, for people. */
export const phaseWords: Record<AlarmPhase, string> = {
  ok: t`Well`,
  pending: t`May fire soon`,
  firing: t`Fires`,
  keeping: t`Fires, clearing`,
  no_data: t`No data`,
  error: t`Cannot be measured`,
};

const phaseColors: Record<AlarmPhase, string> = {
  ok: 'teal',
  pending: 'yellow',
  firing: 'red',
  keeping: 'orange',
  no_data: 'gray',
  error: 'red',
};

/** The same of one alarm, which may be switched off, or fire on without data. */
export const standingOf = ({ enabled, state }: Alarm): { words: string; color: string } => {
  if (!enabled) return { words: t`Switched off`, color: 'gray' };
  const isLost = state.phase === 'no_data' || state.phase === 'error';
  if (isLost && state.firedAt !== null) {
    const words = state.phase === 'no_data' ? t`Fires, no data` : t`Fires, cannot be measured`;
    return { words, color: 'red' };
  }
  return { words: phaseWords[state.phase], color: phaseColors[state.phase] };
};

/** Where a metric is looked into. */
export const pageLinks = {
  overview: { label: t`Overview`, to: paths.overview },
  monitoring: { label: t`Monitoring`, to: paths.monitoring },
  items: { label: t`Items`, to: paths.items },
  review: { label: t`Review`, to: paths.review },
  evidence: { label: t`Evidence`, to: paths.evidence },
  policy: { label: t`Policy`, to: paths.policy },
  rollouts: { label: t`Rollouts`, to: paths.rollouts },
  inspectors: { label: t`Inspectors`, to: paths.inspectors },
  callbacks: { label: t`Callbacks`, to: paths.callbacks },
} as const satisfies Record<MetricPage, object>;
