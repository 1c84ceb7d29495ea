import { Table } from '@mantine/core';
import type { MonitoringChart } from '../../../server/features/monitoring/contract.ts';
import { useProject } from '../../api/queries.ts';
import { countText } from '../../ui/proportion.tsx';
import { Instant } from '../../ui/time.tsx';
import { curveKey, curveTitle } from './curves.ts';
import { valueText } from './figure-words.ts';

/** A chart step by step, the latest first; steps of which nothing is known are left out. */
export const SeriesTable = ({ chart: { lines }, label }: { chart: MonitoringChart; label: string }) => {
  const { schema } = useProject();
  const steps = (lines[0]?.points ?? [])
    .map(({ at }, i) => ({ at, points: lines.map((line) => line.points[i]) }))
    .filter(({ points }) => points.some((point) => point !== undefined && point.n > 0))
    .toReversed();
  return (
    <Table.ScrollContainer
      minWidth={200 + 90 * lines.length}
      maxHeight={260}
      type="native"
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <Table stickyHeader verticalSpacing={4} className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>From</Table.Th>
            {lines.map((line) => (
              <Table.Th key={curveKey(line)}>{curveTitle(line, schema)}</Table.Th>
            ))}
            <Table.Th>n</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map(({ at, points }) => (
            <Table.Tr key={at}>
              <Table.Th scope="row">
                <Instant at={at} />
              </Table.Th>
              {lines.map((line, i) => (
                <Table.Td key={curveKey(line)}>{valueText(line.figure, points[i]?.value ?? null)}</Table.Td>
              ))}
              <Table.Td>{countText(Math.max(...points.map((point) => point?.n ?? 0)))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};
