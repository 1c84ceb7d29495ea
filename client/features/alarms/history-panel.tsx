import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { alarmName, toldWords } from '../../ui/told-words.ts';
import { measureText } from '../../../server/domain/alarms/words.ts';
import { alarmsContract, type Alarm, type Transition } from '../../../server/features/alarms/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Instant } from '../../ui/time.tsx';
import { phaseWords } from './words.ts';

const atATime = 20;

/** What became of alarms, newest first. */
export const HistoryPanel = ({ alarms }: { alarms: readonly Alarm[] }) => {
  const { slug: project } = useProject();
  const history = useInfiniteQuery({
    queryKey: keys.alarmHistory(project),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(alarmsContract.history, {
        params: { project },
        query: { limit: atATime, cursor: pageParam },
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  if (history.data === undefined)
    return history.isPending ? (
      <Loading height={120} label={t`Loading the history`} />
    ) : (
      <ErrorPanel
        error={history.error}
        title={t`The history cannot be shown`}
        onRetry={() => void history.refetch()}
      />
    );
  const rows = history.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        <Trans>Nothing has happened yet.</Trans>
      </Text>
    );
  return (
    <>
      <Table.ScrollContainer
        minWidth={560}
        type="native"
        tabIndex={0}
        role="region"
        aria-labelledby="history"
      >
        <Table>
          <caption className="visually-hidden">
            <Trans>What became of alarms</Trans>
          </caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Trans>Alarm</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>Became</Trans>
              </Table.Th>
              <Table.Th ta="right">
                <Trans>Value</Trans>
              </Table.Th>
              <Table.Th ta="right">
                <Trans>When</Trans>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row
                key={`${row.alarm} ${row.at}`}
                row={row}
                alarm={alarms.find(({ id }) => id === row.alarm)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {history.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          size="compact-sm"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          <Trans>Show earlier ones</Trans>
        </Button>
      )}
    </>
  );
};

const Row = ({ row, alarm }: { row: Transition; alarm: Alarm | undefined }) => (
  <Table.Tr>
    <Table.Td>{alarm ? alarmName({ ...alarm, name: row.name }) : row.name}</Table.Td>
    <Table.Td>
      <Badge color={row.fires ? 'red' : row.to === 'ok' ? 'teal' : 'gray'}>{phaseWords[row.to]}</Badge>
    </Table.Td>
    <Table.Td ta="right">
      {row.value === null
        ? '–'
        : alarm
          ? toldWords(measureText(alarm.condition.metric, row.value))
          : row.value}
    </Table.Td>
    <Table.Td ta="right">
      <Instant at={row.at} />
    </Table.Td>
  </Table.Tr>
);
