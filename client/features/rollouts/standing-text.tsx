import { Text } from '@mantine/core';
import type { RolloutDetail } from '../../../server/features/rollouts/contract.ts';
import { percentText } from '../../ui/proportion.tsx';
import { fromNow, Instant, TimeAgo, useNow } from '../../ui/time.tsx';

/** What a rollout waits for, in a sentence. */
export const StandingText = ({ rollout }: { rollout: RolloutDetail }) => {
  const now = useNow();
  const { state, share, since, ready, settings, rollbackUntil } = rollout;
  const begun = (
    <>
      {' '}
      since <Instant at={since} />
    </>
  );
  const over = new Date(Date.parse(since) + settings.dwellMinutes * 60_000).toISOString();
  const waits = ready
    ? settings.advance === 'automatic' && settings.kind === 'canary'
      ? 'The next step follows in a moment.'
      : 'All guardrails pass: it can go on.'
    : Date.parse(over) > now
      ? `This step’s time is over ${fromNow(over, now)}.`
      : 'It waits for its guardrails to pass.';
  return (
    <Text size="sm" className="numbers">
      {state === 'draft' && 'It starts when you say so.'}
      {state === 'shadow' && (
        <>
          It only predicts, and decides nothing,{begun}. {waits}
        </>
      )}
      {state === 'canary' && (
        <>
          It decides {percentText(share, share < 0.1 ? 1 : 0)} of the units{begun}. {waits}
        </>
      )}
      {state === 'paused' && (
        <>
          It stays at {percentText(share, 0)}
          {begun}, until somebody resumes it or backs out.
        </>
      )}
      {state === 'promoting' && <>The share rises to all: {percentText(share, 0)} so far.</>}
      {state === 'promoted' && (
        <>
          It is live{begun}.
          {rollbackUntil !== null && Date.parse(rollbackUntil) > now && (
            <>
              {' '}
              One click brings back what was before, until <Instant at={rollbackUntil} />.
            </>
          )}
        </>
      )}
      {(state === 'rolled_back' || state === 'aborted') && (
        <>
          It decides nothing; that was <TimeAgo at={since} />.
        </>
      )}
    </Text>
  );
};
