import { Text } from '@mantine/core';
import type { Cycle } from '../../../server/features/retraining/contract.ts';
import { countText, percentText } from '../../ui/proportion.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import classes from './retraining.module.css';

type Version = NonNullable<Cycle['after']>;

/** What a training gained: the accuracy of its version beside that of the one before, each with its interval. */
export const CycleGain = ({ cycle: { before, after } }: { cycle: Cycle }) => {
  if (!after) return null;
  const gain = before?.accuracy && after.accuracy ? after.accuracy.value - before.accuracy.value : null;
  return (
    <dl className={classes.gain} aria-label="Gain">
      {before && <Accuracy label="Before" version={before} />}
      <Accuracy label="After" version={after} />
      <div>
        <dt>Gain</dt>
        <dd>
          {gain === null ? (
            <Text span size="sm" c="dimmed">
              Not enough yet: both are to be judged blind
            </Text>
          ) : (
            <b>
              {gain < 0 ? '−' : '+'}
              {(Math.abs(gain) * 100).toFixed(1)} points
            </b>
          )}
        </dd>
      </div>
    </dl>
  );
};

const Accuracy = ({ label, version }: { label: string; version: Version }) => {
  const { model, accuracy, firstPredictionAt } = version;
  return (
    <div>
      <dt>
        {label}: {model}
      </dt>
      <dd>
        {accuracy && (
          <>
            <b>{percentText(accuracy.value)}</b>{' '}
            <Text span size="xs" c="dimmed">
              {(accuracy.low * 100).toFixed(1)} – {percentText(accuracy.high)} · n = {countText(accuracy.n)}
            </Text>
          </>
        )}
        {!accuracy && (
          <Text span size="sm" c="dimmed">
            {firstPredictionAt === null ? (
              'Has not predicted yet'
            ) : (
              <>
                Not judged blind yet; predicts since <TimeAgo at={firstPredictionAt} />
              </>
            )}
          </Text>
        )}
      </dd>
    </div>
  );
};
