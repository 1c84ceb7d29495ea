import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Table, Text } from '@mantine/core';
import type { Delivery, Endpoint } from '../../../server/features/callbacks/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths, type CallbacksSearch } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { fromNow, TimeAgo, useNow } from '../../ui/time.tsx';
import classes from './callbacks.module.css';
import { nameOf } from './live-rows.ts';
import { shortUrl, stateColors, stateWords } from './words.ts';

type Props = { endpoints: readonly Endpoint[]; rows: readonly Delivery[]; filters: CallbacksSearch };

/** Deliveries in lines: what of, to whom, and how they stand; a line opens its delivery. */
export const DeliveryTable = ({ endpoints, rows, filters }: Props) => {
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  return (
    <Table.ScrollContainer minWidth={600} scrollAreaProps={{ type: 'auto' }}>
      <Table highlightOnHover>
        <caption className="visually-hidden">
          <Trans>Deliveries</Trans>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Type</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Item</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Endpoint</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>State</Trans>
            </Table.Th>
            <Table.Th className={classes.number}>
              <Trans>Attempts</Trans>
            </Table.Th>
            <Table.Th className={classes.time}>
              <Trans>Happened</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={nameOf(row)} row={row} endpoint={byId.get(row.endpointId)} filters={filters} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};

type RowProps = { row: Delivery; endpoint: Endpoint | undefined; filters: CallbacksSearch };

const Row = ({ row, endpoint, filters }: RowProps) => {
  const { slug: project } = useProject();
  return (
    <Table.Tr className={classes.row}>
      <Table.Td className={classes.what}>
        <TextLink
          {...paths.delivery(project, row.endpointId, row.eventId, filters)}
          className={classes.open}
          aria-label={row.item === null ? row.type : t`${row.type} of ${row.item.key}`}
          resetScroll={false}
        >
          {row.type}
        </TextLink>
      </Table.Td>
      <Table.Td className={classes.item}>
        {row.item === null ? (
          <Text span size="sm" c="dimmed">
            –
          </Text>
        ) : (
          <TextLink {...paths.item(project, row.item.key)} className={classes.key} title={row.item.key}>
            {row.item.key}
          </TextLink>
        )}
      </Table.Td>
      <Table.Td className={classes.target} title={endpoint?.url}>
        {shortUrl(endpoint?.url ?? '')}
      </Table.Td>
      <Table.Td className={classes.state}>
        <Badge color={stateColors[row.state]}>{stateWords[row.state]}</Badge>
        {row.attempts > 0 && row.nextAttemptAt !== null && endpoint?.disabledAt === null && (
          <NextAttempt at={row.nextAttemptAt} />
        )}
      </Table.Td>
      <Table.Td className={classes.number}>{row.attempts}</Table.Td>
      <Table.Td className={classes.time}>
        <TimeAgo at={row.createdAt} />
      </Table.Td>
    </Table.Tr>
  );
};

const NextAttempt = ({ at }: { at: string }) => {
  const now = useNow();
  return (
    <span className={classes.next}>{Date.parse(at) <= now ? t`due` : t`again ${fromNow(at, now)}`}</span>
  );
};
