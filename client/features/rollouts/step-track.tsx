import { t } from '@lingui/core/macro';
import { isInShadow } from '../../../server/domain/rollout/states.ts';
import type { RolloutDetail } from '../../../server/features/rollouts/contract.ts';
import { percentText } from '../../ui/proportion.tsx';
import classes from './rollouts.module.css';

type Step = { name: string; state: 'done' | 'now' | 'ahead' };

const stepsOf = ({ settings, state, step, moments }: RolloutDetail): Step[] => {
  const isCanary = settings.kind === 'canary';
  const isOut = state === 'rolled_back' || state === 'aborted';
  const over = state === 'promoted' || state === 'promoting';
  const shadowed = moments.some((one) => one.state === 'shadow');
  const inShadow = isInShadow({ state, step });
  const shares = isCanary ? settings.steps : [1];
  const stateOf = (i: number): Step['state'] => {
    if (over || i < step) return 'done';
    if (i === step) return isOut ? 'done' : 'now';
    return 'ahead';
  };
  return [
    ...(settings.shadowFirst || !isCanary
      ? [
          {
            name: t`Shadow`,
            state: inShadow ? ('now' as const) : shadowed ? ('done' as const) : ('ahead' as const),
          },
        ]
      : []),
    ...shares.map((share, i) => ({
      name: percentText(share, share < 0.1 && (share * 100) % 1 > 0 ? 1 : 0),
      state: stateOf(i),
    })),
    { name: t`Live`, state: state === 'promoted' ? 'now' : state === 'promoting' ? 'now' : 'ahead' },
  ];
};

const meaning = { done: t`done`, now: t`here`, ahead: t`ahead` };

/** The way from shadow to live, with where the rollout is. */
export const StepTrack = ({ rollout }: { rollout: RolloutDetail }) => (
  <ol className={classes.track} aria-label={t`Steps`}>
    {stepsOf(rollout).map(({ name, state }) => (
      <li
        key={name}
        className={classes.step}
        data-state={state}
        aria-current={state === 'now' ? 'step' : undefined}
      >
        {name}
        <span className="visually-hidden">, {meaning[state]}</span>
      </li>
    ))}
  </ol>
);
