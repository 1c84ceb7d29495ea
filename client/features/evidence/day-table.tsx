import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Table } from '@mantine/core';
import type { ComparedWay } from '../../../server/domain/rollup-metrics.ts';
import type { Evidence } from '../../../server/features/evidence/contract.ts';
import { Rate } from '../../ui/rate.tsx';
import { dayText } from './day-geometry.ts';

/** Agreement by the day as a table, the latest day first. */
export const DayTable = ({ days, way }: { days: Evidence['overTime']; way: ComparedWay }) => (
  <Table.ScrollContainer
    minWidth={420}
    maxHeight={480}
    type="native"
    tabIndex={0}
    role="region"
    aria-label={t`Agreement by the day`}
  >
    <Table stickyHeader layout="fixed" verticalSpacing={6} maw={620} className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="28%">
            <Trans>Day</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Agreement</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.toReversed().map(({ day, agreement }) => (
          <Table.Tr key={day}>
            <Table.Th scope="row">{dayText(day)}</Table.Th>
            <Table.Td>
              <Rate {...agreement[way]} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
