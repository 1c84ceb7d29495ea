import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Text } from '@mantine/core';
import type { Attempt } from '../../../server/features/callbacks/contract.ts';
import { countText } from '../../ui/proportion.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import classes from './delivery.module.css';
import { decimalText } from '../../ui/decimal-text.ts';

/** Every attempt of a delivery, latest first: when, how long it took, and what was answered. */
export const AttemptList = ({ attempts }: { attempts: readonly Attempt[] }) =>
  attempts.length === 0 ? (
    <Text size="sm" c="dimmed">
      <Trans>None yet.</Trans>
    </Text>
  ) : (
    <ol className={classes.attempts}>
      {attempts.map((attempt) => (
        <AttemptLine key={attempt.n} attempt={attempt} />
      ))}
    </ol>
  );

/** "84 ms", "2.1 s". */
const tookText = (ms: number): string =>
  ms < 1_000 ? `${countText(ms)}\u00a0ms` : `${decimalText(ms / 1_000, 1)}\u00a0s`;

const AttemptLine = ({ attempt: { n, at, durationMs, status, error, reply } }: { attempt: Attempt }) => (
  <li className={classes.attempt}>
    <div className={classes.line}>
      <span>
        <Trans>Attempt {n}</Trans>
      </span>
      <Badge color={error === null ? 'teal' : 'red'}>{status ?? t`No answer`}</Badge>
      <span className={classes.quiet}>
        <TimeAgo at={at} /> · {tookText(durationMs)}
      </span>
    </div>
    {error !== null && error !== `answered ${status}` && <p className={classes.error}>{error}</p>}
    {reply !== null && reply !== '' && (
      <ReplyText label={t`What was answered to attempt ${n}`} text={reply} />
    )}
  </li>
);

const ReplyText = ({ label, text }: { label: string; text: string }) => (
  // It scrolls, so the keyboard must reach it.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <pre className={classes.reply} tabIndex={0} role="region" aria-label={label}>
    {text}
  </pre>
);
