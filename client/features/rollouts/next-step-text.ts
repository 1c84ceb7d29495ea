import { t } from '@lingui/core/macro';
import type { RolloutReply } from '../../../server/features/rollouts/contract.ts';
import { percentText } from '../../ui/proportion.tsx';

/** What the next step of a rollout brings, in a sentence. */
export const nextStepText = ({ settings, step, candidate }: RolloutReply): string => {
  const share = settings.kind === 'canary' ? settings.steps[step + 1] : undefined;
  if (share !== undefined) return t`${candidate} decides ${percentText(share)} of the units from then on.`;
  return settings.switchMinutes === 0
    ? t`${candidate} becomes live, at once and for everything.`
    : t`${candidate} takes over everything, evenly over ${settings.switchMinutes} minutes, and becomes live.`;
};
