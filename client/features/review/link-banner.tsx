import { Button } from '@mantine/core';
import { IconCloudOff, IconLogin2 } from '@tabler/icons-react';
import type { Desk } from './desk/desk.ts';
import classes from './link-banner.module.css';
import { decisionsText, sentence } from './words.ts';

type Props = { desk: Desk; signedOut: boolean; onRetry: () => void; onSignIn: () => void };

const keptText = (n: number, durable: boolean): string =>
  n === 0
    ? 'What you decide is kept and sent later.'
    : `${sentence(decisionsText(n, durable))} ${n === 1 ? 'It is' : 'They are'} sent, once, as soon as that is possible.`;

/** Says that decisions cannot be sent at this moment, how many wait, and what can be done; nothing where all is well. */
export const LinkBanner = ({ desk, signedOut, onRetry, onSignIn }: Props) => {
  const { link, outbox, durable } = desk;
  const kept = keptText(outbox.length, durable);
  return (
    <div role="status" className={classes.place}>
      {link === 'offline' && !signedOut && (
        <div className={classes.banner}>
          <IconCloudOff size={18} aria-hidden />
          <span className={classes.words}>
            <b>No connection.</b> {kept}
          </span>
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            Try now
          </Button>
        </div>
      )}
      {signedOut && (
        <div className={classes.banner}>
          <IconLogin2 size={18} aria-hidden />
          <span className={classes.words}>
            <b>You are signed out.</b> {outbox.length > 0 && kept}
          </span>
          <Button size="compact-sm" onClick={onSignIn}>
            Sign in
          </Button>
        </div>
      )}
    </div>
  );
};
