import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RolloutDetail } from '../../../server/features/rollouts/contract.ts';
import { ActionModal, type Action } from './action-modal.tsx';
import { NewRollout } from './new-rollout.tsx';
import { actionWords } from './words.ts';

/** Actions in the order in which they stand, the way back first. */
const order: readonly Action[] = ['abort', 'roll_back', 'pause', 'resume', 'start', 'advance'];

const isBack = (action: Action): boolean => action === 'roll_back' || action === 'abort';

/** Of shadow and drafts only one way back is offered: nothing was decided yet. */
const isOffered = (action: Action, { possible, state }: RolloutDetail): boolean => {
  if (!possible.includes(action)) return false;
  const decidesNothing = state === 'draft' || state === 'shadow';
  if (action === 'roll_back') return !decidesNothing;
  if (action === 'abort') return decidesNothing;
  return action !== 'advance' || state !== 'promoting';
};

/** What can be done to a rollout at this moment; each asks once more. */
export const Actions = ({ rollout }: { rollout: RolloutDetail }) => {
  const [chosen, setChosen] = useState<Action | null>(null);
  const [again, setAgain] = useState(false);
  const isOver = rollout.state === 'rolled_back' || rollout.state === 'aborted';
  return (
    <>
      {order
        .filter((action) => isOffered(action, rollout))
        .map((action) => (
          <Button
            key={action}
            variant={action === 'start' || action === 'advance' || action === 'resume' ? 'filled' : 'default'}
            color={isBack(action) ? 'red' : undefined}
            onClick={() => setChosen(action)}
          >
            {actionWords[action]}…
          </Button>
        ))}
      {isOver && (
        <Button variant="default" onClick={() => setAgain(true)}>
          <Trans>Try again…</Trans>
        </Button>
      )}
      <ActionModal rollout={rollout} action={chosen} onClose={() => setChosen(null)} />
      <NewRollout opened={again} onClose={() => setAgain(false)} attemptOf={rollout} />
    </>
  );
};
