import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Table } from '@mantine/core';
import { countText, intervalText, percentText } from '../../ui/proportion.tsx';
import type { CalibrationPoint } from './reliability-geometry.ts';
import { decimalText } from '../../ui/decimal-text.ts';

/** The bins of the reliability diagram as a table, those without a review included. */
export const CalibrationTable = ({ points }: { points: readonly CalibrationPoint[] }) => (
  <Table.ScrollContainer
    minWidth={460}
    maxHeight={540}
    type="native"
    tabIndex={0}
    role="region"
    aria-label={t`Calibration by confidence`}
  >
    <Table stickyHeader verticalSpacing={4} className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Confidence</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Mean</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Correct</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Interval</Trans>
          </Table.Th>
          <Table.Th ta="right">n</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {points.map(({ low, high, confidence, accuracy }) => (
          <Table.Tr key={low}>
            <Table.Td>
              {decimalText(low * 100, 1)} – {percentText(high)}
            </Table.Td>
            <Table.Td ta="right">{confidence === null ? '–' : percentText(confidence)}</Table.Td>
            <Table.Td ta="right">{accuracy.n === 0 ? '–' : percentText(accuracy.k / accuracy.n)}</Table.Td>
            <Table.Td ta="right">{intervalText(accuracy) ?? '–'}</Table.Td>
            <Table.Td ta="right">{countText(accuracy.n)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
