import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Badge, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconEyeOff, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  callbacksContract,
  type Endpoint,
  type WholeDelivery,
} from '../../../server/features/callbacks/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextLink } from '../../ui/links.tsx';
import { fromNow, Instant, useNow } from '../../ui/time.tsx';
import { AttemptList } from './attempt-list.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import classes from './delivery.module.css';
import { rememberDelivery } from './use-deliveries.ts';
import { stateColors, stateWords } from './words.ts';

type Props = { delivery: WholeDelivery; endpoint: Endpoint };

/** All of a delivery: how it stands, what was sent, and how the endpoint answered each time. */
export const DeliveryDetail = ({ delivery, endpoint }: Props) => (
  <Stack gap="lg">
    <Standing delivery={delivery} endpoint={endpoint} />
    {delivery.withheld && <Withheld delivery={delivery} />}
    <section aria-labelledby="attempts">
      <Title order={3} size="h4" id="attempts" mb="xs">
        <Trans>Attempts</Trans>
      </Title>
      <AttemptList attempts={delivery.history} />
    </section>
    {delivery.body !== null && (
      <section aria-labelledby="body">
        <Title order={3} size="h4" id="body">
          <Trans>Body</Trans>
        </Title>
        <Text size="xs" c="dimmed" mb="xs">
          <Trans>Set out to be read; it is copied as it was sent, which is what the signature is of.</Trans>
        </Text>
        <CodeBlock name={t`Body as sent`} text={pretty(delivery.body)} copied={delivery.body} />
      </section>
    )}
  </Stack>
);

const pretty = (body: string): string => JSON.stringify(JSON.parse(body), null, 2);

const attemptsText = (n: number): string => plural(n, { one: '1 attempt', other: `${n} attempts` });

/** How it stands, in words that do not change with the clock alone. */
const outcome = ({ state, attempts }: WholeDelivery): string =>
  attempts === 0 ? stateWords[state] : t`${stateWords[state]} after ${attemptsText(attempts)}`;

const Standing = ({ delivery, endpoint }: Props) => {
  const { state, item, eventId, type } = delivery;
  const { slug: project } = useProject();
  return (
    <div>
      <Title order={2} size="h3">
        {type}
      </Title>
      <Group gap="xs" mt={6}>
        <Badge color={stateColors[state]} aria-hidden>
          {stateWords[state]}
        </Badge>
        <Text size="sm" c="dimmed">
          <span role="status" className="visually-hidden">
            {outcome(delivery)}
          </span>
          <When delivery={delivery} disabled={endpoint.disabledAt !== null} />
        </Text>
      </Group>
      <dl className={classes.facts}>
        {item !== null && (
          <>
            <dt>
              <Trans>Item</Trans>
            </dt>
            <dd>
              <TextLink {...paths.item(project, item.key)} size="sm">
                {item.key}
              </TextLink>
            </dd>
          </>
        )}
        <dt>
          <Trans>Endpoint</Trans>
        </dt>
        <dd>{endpoint.url}</dd>
        <dt>
          <Trans>webhook-id</Trans>
        </dt>
        <dd>
          <code>{eventId}</code>
        </dd>
        <dt>
          <Trans>Happened</Trans>
        </dt>
        <dd>
          <Instant at={delivery.createdAt} />
        </dd>
      </dl>
      <SendAgain delivery={delivery} disabled={endpoint.disabledAt !== null} />
    </div>
  );
};

/** When something happens next, or when it was over. */
const When = ({ delivery, disabled }: { delivery: WholeDelivery; disabled: boolean }) => {
  const now = useNow();
  const { attempts, closedAt, nextAttemptAt } = delivery;
  const made = attempts === 0 ? [] : [attemptsText(attempts)];
  if (closedAt !== null) return [...made, fromNow(closedAt, now)].join(' · ');
  if (disabled) return [...made, t`until the endpoint is enabled`].join(' · ');
  if (nextAttemptAt === null) return made.join(' · ');
  const due = Date.parse(nextAttemptAt) <= now;
  return [...made, due ? t`to be sent` : t`next attempt ${fromNow(nextAttemptAt, now)}`].join(' · ');
};

const SendAgain = ({ delivery, disabled }: { delivery: WholeDelivery; disabled: boolean }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const { endpointId, eventId } = delivery;
  const replay = useMutation({
    mutationFn: () => call(callbacksContract.replay, { params: { project, id: endpointId, event: eventId } }),
    onSuccess: (row) => {
      const key = keys.delivery(project, endpointId, eventId);
      cache.setQueryData<WholeDelivery>(key, (known) => known && { ...known, ...row });
      rememberDelivery(cache, project, row);
      void cache.invalidateQueries({ queryKey: keys.callbacks(project) });
    },
  });
  if (disabled)
    return (
      <Text size="sm" c="dimmed">
        <Trans>The endpoint is disabled: enable it to send this again.</Trans>
      </Text>
    );
  return (
    <>
      <Button
        variant="default"
        size="sm"
        // Not disabled while it works: it would lose the focus.
        leftSection={
          replay.isPending ? <Loader size={16} aria-hidden /> : <IconRefresh size={16} aria-hidden />
        }
        onClick={() => !replay.isPending && replay.mutate()}
      >
        {delivery.state === 'pending' ? t`Send now` : t`Send again`}
      </Button>
      {replay.isError && (
        <div className={classes.refused}>
          <ErrorPanel error={replay.error} title={t`It was not sent again`} />
        </div>
      )}
    </>
  );
};

const Withheld = ({ delivery: { item } }: { delivery: WholeDelivery }) => {
  const { slug: project } = useProject();
  return (
    <Alert
      color="gray"
      icon={<IconEyeOff aria-hidden />}
      title={t`Withheld: you may be asked to judge it blind`}
    >
      <Text size="sm">
        <Trans>
          What was sent, and what the endpoint answered, is not shown to you as long as your own judgement of{' '}
          {item === null ? (
            t`the item`
          ) : (
            <TextLink {...paths.item(project, item.key)} size="sm">
              <Trans>the item</Trans>
            </TextLink>
          )}{' '}
          may still be asked for. On its page you can reveal it, and then never judge it.
        </Trans>
      </Text>
    </Alert>
  );
};
