import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Paper, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { decimalText } from '../../ui/decimal-text.ts';
import { countText } from '../../ui/proportion.tsx';
import { ViewButton } from '../../ui/view-button.tsx';
import classes from './datasets.module.css';

const rangeText = (i: number, bins: number): string =>
  `${decimalText(i / bins, 1)} – ${decimalText((i + 1) / bins, 1)}`;

type Props = {
  /** Rows in bins of equal width from 0 to 1. */
  confidence: readonly number[];
};

const BinTable = ({ confidence }: Props) => (
  <Table verticalSpacing={4} className="numbers">
    <Table.Thead>
      <Table.Tr>
        <Table.Th>
          <Trans>Confidence</Trans>
        </Table.Th>
        <Table.Th ta="right">
          <Trans>Rows</Trans>
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {confidence.map((n, i) => (
        <Table.Tr key={rangeText(i, confidence.length)}>
          <Table.Th scope="row">{rangeText(i, confidence.length)}</Table.Th>
          <Table.Td ta="right">{countText(n)}</Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);

const Histogram = ({ confidence }: Props) => {
  const highest = Math.max(1, ...confidence);
  return (
    <div
      className={classes.histogram}
      role="img"
      aria-label={t`Rows by confidence in ${confidence.length} bins. The table has its numbers.`}
    >
      {confidence.map((n, i) => (
        <div
          key={rangeText(i, confidence.length)}
          className={classes.bin}
          title={t`${rangeText(i, confidence.length)}: ${countText(n)} rows`}
        >
          <span className={classes.binCount}>{n > 0 && countText(n)}</span>
          <span className={classes.columnSpace}>
            <span className={classes.column} style={{ height: `${(n / highest) * 100}%` }} />
          </span>
          <span className={classes.binName}>{decimalText(i / confidence.length, 1)}</span>
        </div>
      ))}
    </div>
  );
};

/** How sure the model was of the rows: a histogram, with its table one click away. */
export const ConfidencePanel = ({ confidence }: Props) => {
  const [asTable, { toggle }] = useDisclosure();
  const known = confidence.reduce((a, b) => a + b, 0);
  return (
    <Paper component="section" p="lg" aria-labelledby="confidence">
      <Group justify="space-between" align="flex-start" mb="sm" wrap="nowrap">
        <div>
          <Title order={2} size="h4" id="confidence">
            <Trans>Confidence</Trans>
          </Title>
          <Text size="xs" c="dimmed">
            <Trans>Rows by how sure the model was</Trans>
          </Text>
        </div>
        {known > 0 && <ViewButton asTable={asTable} onClick={toggle} />}
      </Group>
      {known === 0 ? (
        <Text size="sm" c="dimmed">
          <Trans>No row has a confidence.</Trans>
        </Text>
      ) : asTable ? (
        <BinTable confidence={confidence} />
      ) : (
        <Histogram confidence={confidence} />
      )}
    </Paper>
  );
};
