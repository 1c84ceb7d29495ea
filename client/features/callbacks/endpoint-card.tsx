import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Group, Paper, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconPlayerPause,
} from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { callbackEvents } from '../../../server/domain/callback-events.ts';
import type { Endpoint } from '../../../server/features/callbacks/contract.ts';
import { Instant, TimeAgo, useNow } from '../../ui/time.tsx';
import classes from './callbacks.module.css';
import { healthOf, healthText, type Health } from './endpoint-health.ts';
import { eventMeanings } from './words.ts';

const healthIcons: Record<Health, typeof IconCircleCheck> = {
  well: IconCircleCheck,
  untried: IconCircleDashed,
  lost: IconAlertTriangle,
  failing: IconAlertTriangle,
  gone: IconCircleX,
  disabled: IconPlayerPause,
};

type Props = {
  endpoint: Endpoint;
  onTest: () => void;
  onEdit: () => void;
  onEnable: () => void;
  /** Asks before it is done. */
  onAsk: (about: 'rotate' | 'disable' | 'delete') => void;
};

/** One endpoint: its address, what it is told of, how it fares, and what can be done to it. */
export const EndpointCard = ({ endpoint, onTest, onEdit, onEnable, onAsk }: Props) => {
  const { url, description, events, disabledAt } = endpoint;
  const heading = useId();
  const disabled = disabledAt !== null;
  // None is disabled while it works: it would lose the focus, to which dialogs come back.
  const action = (label: string, onClick: () => void, color?: string) => (
    <Button
      variant="subtle"
      size="compact-sm"
      color={color}
      aria-label={`${label}: ${url}`}
      onClick={onClick}
    >
      {label}
    </Button>
  );
  return (
    <Paper component="article" className={classes.card} aria-labelledby={heading}>
      <Title order={3} className={classes.url} size="h5" id={heading} title={url}>
        {url}
      </Title>
      {description !== '' && (
        <Text size="sm" className={classes.description}>
          {description}
        </Text>
      )}
      <HealthLine endpoint={endpoint} />
      <Group gap={4} className={classes.events} component="ul" aria-label={t`Told of`}>
        {callbackEvents
          .filter((event) => events.includes(event))
          .map((event) => (
            <li key={event}>
              <Badge color="gray" title={eventMeanings[event]}>
                {event}
              </Badge>
            </li>
          ))}
      </Group>
      <Group justify="space-between" gap="xs" mt="xs">
        <Text size="xs" c="dimmed">
          <Trans>
            Added by {endpoint.createdBy} <TimeAgo at={endpoint.createdAt} />
            <Overlap secrets={endpoint.secrets} />
          </Trans>
        </Text>
        <Group gap={4} className={classes.actions} role="group" aria-label={t`What can be done to ${url}`}>
          {!disabled && action(t`Send a test`, onTest)}
          {action(t`Edit`, onEdit)}
          {action(t`Rotate the secret`, () => onAsk('rotate'))}
          {disabled ? action(t`Enable`, onEnable) : action(t`Disable`, () => onAsk('disable'))}
          {action(t`Delete`, () => onAsk('delete'), 'red')}
        </Group>
      </Group>
    </Paper>
  );
};

const HealthLine = ({ endpoint }: { endpoint: Endpoint }) => {
  const now = useNow();
  const fares = healthOf(endpoint);
  const Icon = healthIcons[fares];
  return (
    <p className={classes.health} data-health={fares}>
      <Icon size={17} aria-hidden />
      <span>{healthText(endpoint, now)}</span>
    </p>
  );
};

/** Until when a replaced secret signs beside the one in force. */
const Overlap = ({ secrets }: { secrets: Endpoint['secrets'] }): ReactNode => {
  const ends = secrets.flatMap(({ expiresAt }) => expiresAt ?? []).toSorted();
  const last = ends.at(-1);
  return (
    last !== undefined && (
      <>
        <Trans>
          {' '}
          · the old secret signs too until <Instant at={last} />
        </Trans>
      </>
    )
  );
};
