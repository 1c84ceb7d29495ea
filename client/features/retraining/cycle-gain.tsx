import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import type { Cycle } from '../../../server/features/retraining/contract.ts';
import { countText, enough, percentText } from '../../ui/proportion.tsx';
import { missingText } from '../../ui/rate.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import classes from './retraining.module.css';
import { decimalText } from '../../ui/decimal-text.ts';

type Version = NonNullable<Cycle['after']>;

/** The accuracy of a version, where enough stands behind it to be told. */
const known = (version: Version | null): Version['accuracy'] =>
  version?.accuracy && version.accuracy.n >= enough ? version.accuracy : null;

/** What a training gained: the accuracy of its version beside that of the one before, each with its interval. */
export const CycleGain = ({ cycle: { before, after } }: { cycle: Cycle }) => {
  if (!after) return null;
  const [was, is] = [known(before), known(after)];
  const gain = was && is ? is.value - was.value : null;
  return (
    <dl className={classes.gain} aria-label={t`Gain`}>
      {before && <Accuracy label={t`Before`} version={before} />}
      <Accuracy label={t`After`} version={after} />
      <div>
        <dt>
          <Trans>Gain</Trans>
        </dt>
        <dd>
          {gain === null ? (
            <Text span size="sm" c="dimmed">
              <Trans>Not enough yet: both are to be judged blind</Trans>
            </Text>
          ) : (
            <b>
              <Trans>
                {gain < 0 ? '−' : '+'}
                {decimalText(Math.abs(gain) * 100, 1)} points
              </Trans>
            </b>
          )}
        </dd>
      </div>
    </dl>
  );
};

const Accuracy = ({ label, version }: { label: string; version: Version }) => {
  const { model, firstPredictionAt } = version;
  const accuracy = known(version);
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
              {decimalText(accuracy.low * 100, 1)} – {percentText(accuracy.high)} · n ={' '}
              {countText(accuracy.n)}
            </Text>
          </>
        )}
        {!accuracy && (
          <Text span size="sm" c="dimmed">
            {firstPredictionAt === null ? (
              t`Has not predicted yet`
            ) : (
              <>
                <Trans>
                  Not enough yet: {missingText(version.accuracy?.n ?? 0)}. It predicts since{' '}
                  <TimeAgo at={firstPredictionAt} />
                </Trans>
              </>
            )}
          </Text>
        )}
      </dd>
    </div>
  );
};
