import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Paper, Table, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Overview } from '../../../server/features/overview/contract.ts';
import { ViewButton } from '../../ui/view-button.tsx';
import { countText } from '../../ui/proportion.tsx';
import { DayChart, hourText } from './day-chart.tsx';

type Hours = Overview['hours'];

const DayTable = ({ hours }: { hours: Hours }) => (
  <Table.ScrollContainer
    minWidth={380}
    maxHeight={300}
    type="native"
    tabIndex={0}
    aria-label={t`The last 24 hours`}
  >
    <Table stickyHeader verticalSpacing={4} className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Hour</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Automatic</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>To review</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Decisions</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {hours.toReversed().map(({ hour, auto, review, decisions }) => (
          <Table.Tr key={hour}>
            <Table.Td>
              <time dateTime={hour}>{hourText(hour)}</time>
            </Table.Td>
            <Table.Td ta="right">{countText(auto)}</Table.Td>
            <Table.Td ta="right">{countText(review)}</Table.Td>
            <Table.Td ta="right">{countText(decisions)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

/** What came in and what was decided in the last 24 hours: a chart, with its table one click away. */
export const DayPanel = ({ hours }: { hours: Hours }) => {
  const [asTable, { toggle }] = useDisclosure();
  return (
    <Paper component="section" p="lg" h="100%" aria-labelledby="day">
      <Group justify="space-between" mb="md">
        <Title order={2} size="h3" id="day">
          <Trans>Last 24 hours</Trans>
        </Title>
        <ViewButton asTable={asTable} onClick={toggle} />
      </Group>
      {asTable ? <DayTable hours={hours} /> : <DayChart hours={hours} />}
    </Paper>
  );
};
