import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Skeleton } from '@mantine/core';
import { IconCloudOff, IconCoffee, IconHourglass, IconLock } from '@tabler/icons-react';
import { LinkButton } from '../../ui/links.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { paths } from '../../paths.ts';
import { unsentDecisions, type Desk } from './desk/desk.ts';
import classes from './desk-view.module.css';
import { decisionsText, emptyWords, sentence } from './words.ts';

type Props = { desk: Desk; project: string; onRetry: () => void };

/** What stands in the place of the item while there is none, and why. */
export const NothingInHand = ({ desk, project, onRetry }: Props) => {
  const { availability, barred, link, durable } = desk;
  const decisions = unsentDecisions(desk);
  if (barred !== null)
    return (
      <EmptyState
        icon={<IconLock size={28} />}
        title={t`The server gives out no items`}
        actions={
          <Button variant="default" onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        {barred.message}
      </EmptyState>
    );
  if (link !== 'ok')
    return (
      <EmptyState
        icon={<IconCloudOff size={28} />}
        title={link === 'offline' ? t`No connection to the server` : t`You are signed out`}
        actions={
          link === 'offline' && (
            <Button variant="default" onClick={onRetry}>
              <Trans>Try now</Trans>
            </Button>
          )
        }
      >
        {decisions > 0
          ? t`All that lay ready is judged. ${sentence(decisionsText(decisions, durable))} Nothing is lost.`
          : t`Items come as soon as the server answers.`}
      </EmptyState>
    );
  if (availability === null)
    return (
      <div className={classes.loading} role="status" aria-label={t`Loading the next items`}>
        <Skeleton height="100%" animate />
      </div>
    );
  const { title, reasons } = emptyWords(availability);
  return (
    <EmptyState
      icon={reasons.length === 0 ? <IconCoffee size={28} /> : <IconHourglass size={28} />}
      title={title}
      actions={
        <LinkButton variant="default" {...paths.overview(project)}>
          <Trans>To the overview</Trans>
        </LinkButton>
      }
    >
      {reasons.map((reason) => (
        <div key={reason}>{reason}</div>
      ))}
      <div>
        <Trans>The next item appears here by itself.</Trans>
      </div>
    </EmptyState>
  );
};
