import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconCloudOff, IconLogin2 } from '@tabler/icons-react';
import { unsentDecisions, type Desk } from './desk/desk.ts';
import classes from './link-banner.module.css';
import { decisionsText, sentence } from './words.ts';

type Props = { desk: Desk; signedOut: boolean; onRetry: () => void; onSignIn: () => void };

const keptText = (n: number, durable: boolean): string =>
  n === 0
    ? t`What you decide is kept and sent later.`
    : t`${sentence(decisionsText(n, durable))} ${plural(n, { one: 'It is', other: 'They are' })} sent, once, as soon as that is possible.`;

/** Says that decisions cannot be sent at this moment, how many wait, and what can be done; nothing where all is well. */
export const LinkBanner = ({ desk, signedOut, onRetry, onSignIn }: Props) => {
  const { link, durable } = desk;
  const decisions = unsentDecisions(desk);
  const kept = keptText(decisions, durable);
  return (
    <div role="status" className={classes.place}>
      {link === 'offline' && !signedOut && (
        <div className={classes.banner}>
          <IconCloudOff size={18} aria-hidden />
          <span className={classes.words}>
            <b>
              <Trans>No connection.</Trans>
            </b>{' '}
            {kept}
          </span>
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            <Trans>Try now</Trans>
          </Button>
        </div>
      )}
      {signedOut && (
        <div className={classes.banner}>
          <IconLogin2 size={18} aria-hidden />
          <span className={classes.words}>
            <b>
              <Trans>You are signed out.</Trans>
            </b>{' '}
            {decisions > 0 && kept}
          </span>
          <Button size="compact-sm" onClick={onSignIn}>
            <Trans>Sign in</Trans>
          </Button>
        </div>
      )}
    </div>
  );
};
