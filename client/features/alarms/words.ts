import { t } from '@lingui/core/macro';
import type { MetricPage } from '../../../server/domain/alarms/metrics.ts';
import type { AlarmPhase } from '../../../server/domain/alarms/state.ts';
import type { Alarm } from '../../../server/features/alarms/contract.ts';
import { paths } from '../../paths.ts';

/** How an alarm stands, for people. */
export const phaseWords: Record<AlarmPhase, string> = {
  ok: 'Well',
  pending: 'May fire soon',
  firing: 'Fires',
  keeping: 'Fires, clearing',
  no_data: 'No data',
  error: 'Cannot be measured',
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
  if (!enabled) return { words: 'Switched off', color: 'gray' };
  const isLost = state.phase === 'no_data' || state.phase === 'error';
  if (isLost && state.firedAt !== null) {
    const words = state.phase === 'no_data' ? t`Fires, no data` : t`Fires, cannot be measured`;
    return { words, color: 'red' };
  }
  return { words: phaseWords[state.phase], color: phaseColors[state.phase] };
};

/** Where a metric is looked into. */
export const pageLinks = {
  overview: { label: 'Overview', to: paths.overview },
  monitoring: { label: 'Monitoring', to: paths.monitoring },
  items: { label: 'Items', to: paths.items },
  review: { label: 'Review', to: paths.review },
  evidence: { label: 'Evidence', to: paths.evidence },
  policy: { label: 'Policy', to: paths.policy },
  rollouts: { label: 'Rollouts', to: paths.rollouts },
  inspectors: { label: 'Inspectors', to: paths.inspectors },
  callbacks: { label: 'Callbacks', to: paths.callbacks },
} as const satisfies Record<MetricPage, object>;
