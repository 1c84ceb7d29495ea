import { momentsBetween } from '../../../../db/queries/rollouts.ts';
import type { RolloutState } from '../../../domain/rollout/states.ts';
import type { AnnotationSource } from './annotation.ts';

const words: Record<RolloutState, string> = {
  draft: 'is drawn up',
  shadow: 'predicts in shadow',
  canary: 'decides',
  paused: 'is paused',
  promoting: 'takes over',
  promoted: 'is live',
  rolled_back: 'is rolled back',
  aborted: 'is aborted',
};

/** What rollouts came to; what decides nothing yet explains nothing. */
export const rollouts: AnnotationSource = async (q, projectId, from, to) =>
  (await momentsBetween(q, projectId, { from, to }))
    .filter(({ event, state }) => event !== 'created' && event !== 'quarantine' && state !== 'promoting')
    .map(({ at, candidate, state, share }) => ({
      at: new Date(at).toISOString(),
      title: `${candidate} ${words[state]}${state === 'canary' ? ` ${Math.round(share * 1000) / 10} %` : ''}`,
      note: '',
    }));
