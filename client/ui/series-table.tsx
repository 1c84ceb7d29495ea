import { Trans } from '@lingui/react/macro';
import { Table } from '@mantine/core';
import { countText } from './proportion.tsx';
import type { Curve } from './series-geometry.ts';
import { Instant } from './time.tsx';
import { unitText } from './unit-text.ts';

/** A chart step by step, the latest first; steps of which nothing is known are left out. */
export const SeriesTable = ({ curves, label }: { curves: readonly Curve[]; label: string }) => {
  const steps = (curves[0]?.points ?? [])
    .map(({ at }, i) => ({ at, points: curves.map(({ points }) => points[i]) }))
    .filter(({ points }) => points.some((point) => point !== undefined && point.n > 0))
    .toReversed();
  return (
    <Table.ScrollContainer
      minWidth={200 + 90 * curves.length}
      maxHeight={260}
      type="native"
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <Table stickyHeader verticalSpacing={4} className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>From</Trans>
            </Table.Th>
            {curves.map(({ key, title }) => (
              <Table.Th key={key}>{title}</Table.Th>
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
              {curves.map(({ key, unit }, i) => (
                <Table.Td key={key}>{unitText(unit, points[i]?.value ?? null)}</Table.Td>
              ))}
              <Table.Td>{countText(Math.max(...points.map((point) => point?.n ?? 0)))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};
