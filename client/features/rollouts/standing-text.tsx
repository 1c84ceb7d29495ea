import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import type { RolloutDetail } from '../../../server/features/rollouts/contract.ts';
import { percentText } from '../../ui/proportion.tsx';
import { fromNow, Instant, TimeAgo, useNow } from '../../ui/time.tsx';

/** What a rollout waits for, in a sentence. */
export const StandingText = ({ rollout }: { rollout: RolloutDetail }) => {
  const now = useNow();
  const { state, share, since, ready, settings, rollbackUntil } = rollout;
  const over = new Date(Date.parse(since) + settings.dwellMinutes * 60_000).toISOString();
  const waits = ready
    ? settings.advance === 'automatic' && settings.kind === 'canary'
      ? t`The next step follows in a moment.`
      : t`All guardrails pass: it can go on.`
    : Date.parse(over) > now
      ? t`This step’s time is over ${fromNow(over, now)}.`
      : t`It waits for its guardrails to pass.`;
  return (
    <Text size="sm" className="numbers">
      {state === 'draft' && t`It starts when you say so.`}
      {state === 'shadow' && (
        <>
          <Trans>
            It only predicts, and decides nothing, since <Instant at={since} />. {waits}
          </Trans>
        </>
      )}
      {state === 'canary' && (
        <>
          <Trans>
            It decides {percentText(share, share < 0.1 ? 1 : 0)} of the units since <Instant at={since} />.{' '}
            {waits}
          </Trans>
        </>
      )}
      {state === 'paused' && (
        <>
          <Trans>
            It has stayed at {percentText(share, 0)} since <Instant at={since} />, until somebody resumes it
            or backs out.
          </Trans>
        </>
      )}
      {state === 'promoting' && (
        <>
          <Trans>The share rises to all: {percentText(share, 0)} so far.</Trans>
        </>
      )}
      {state === 'promoted' && (
        <>
          <Trans>
            It is live since <Instant at={since} />.
          </Trans>
          {rollbackUntil !== null && Date.parse(rollbackUntil) > now && (
            <>
              {' '}
              <Trans>
                One click brings back what was before, until <Instant at={rollbackUntil} />.
              </Trans>
            </>
          )}
        </>
      )}
      {(state === 'rolled_back' || state === 'aborted') && (
        <>
          <Trans>
            It decides nothing; that was <TimeAgo at={since} />.
          </Trans>
        </>
      )}
    </Text>
  );
};
