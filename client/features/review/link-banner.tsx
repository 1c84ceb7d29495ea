import { Button } from '@mantine/core';
import { IconCloudOff, IconLogin2 } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/queries.ts';
import type { Desk } from './desk/desk.ts';
import classes from './link-banner.module.css';
import { decisionsText, sentence } from './words.ts';

type Props = { desk: Desk; onRetry: () => void };

const keptText = (n: number, durable: boolean): string =>
  n === 0
    ? 'What you decide is kept and sent later.'
    : `${sentence(decisionsText(n, durable))} ${n === 1 ? 'It is' : 'They are'} sent, once, as soon as that is possible.`;

/** Says that decisions cannot be sent at this moment, how many wait, and what can be done; nothing where all is well. */
export const LinkBanner = ({ desk, onRetry }: Props) => {
  const cache = useQueryClient();
  const { link, outbox, durable } = desk;
  const kept = keptText(outbox.length, durable);
  return (
    <div role="status" className={classes.place}>
      {link === 'offline' && (
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
      {link === 'signed_out' && (
        <div className={classes.banner}>
          <IconLogin2 size={18} aria-hidden />
          <span className={classes.words}>
            <b>You are signed out.</b> {outbox.length > 0 && kept}
          </span>
          {/* Without a person the shell leads to the sign-in page, and back here. */}
          <Button size="compact-sm" onClick={() => cache.setQueryData(keys.me, null)}>
            Sign in
          </Button>
        </div>
      )}
    </div>
  );
};
