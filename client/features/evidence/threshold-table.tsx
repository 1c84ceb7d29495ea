import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Badge, Button, Table } from '@mantine/core';
import type { ThresholdEvidence } from '../../../server/features/certificates/contract.ts';
import { locale } from '../../ui/locale.ts';
import { countText, percentText } from '../../ui/proportion.tsx';
import { neededWords } from './threshold-words.ts';
import classes from './thresholds.module.css';
import { decimalText, plainText } from '../../ui/decimal-text.ts';

type Row = ThresholdEvidence & { automated?: { k: number; n: number } };

type Props = {
  rows: readonly Row[];
  needed: number;
  /** Puts a certified threshold in force; null: the reader may not. */
  onUse: ((threshold: number) => void) | null;
  /** The threshold that is in force with a certificate; null: none. */
  inForce: number | null;
  label: string;
};

const eValueFormat = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const eValueText = (value: number): string =>
  value >= 1e6 ? t`over ${eValueFormat.format(1e6)}` : eValueFormat.format(value);

/** The grid of thresholds, the safest first, with what is known of each and what it takes to certify it. */
export const ThresholdTable = ({ rows, needed, onUse, inForce, label }: Props) => (
  <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} role="region" aria-label={label}>
    <Table verticalSpacing={6} className="numbers">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Threshold</Trans>
          </Table.Th>
          {rows.some(({ automated }) => automated) && (
            <Table.Th ta="right">
              <Trans>Automated</Trans>
            </Table.Th>
          )}
          <Table.Th ta="right">
            <Trans>Wrong</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Counted</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>e-value</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Certificate</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.toReversed().map((row) => (
          <Table.Tr key={row.threshold}>
            <Table.Th scope="row">
              {row.threshold === 0 ? t`Everything` : `≥ ${plainText(row.threshold)}`}
            </Table.Th>
            {row.automated && (
              <Table.Td ta="right">
                {row.automated.n === 0 ? '–' : percentText(row.automated.k / row.automated.n)}
              </Table.Td>
            )}
            <Table.Td ta="right">
              {row.error === null ? '–' : percentText(row.error.value)}
              {row.error !== null && (
                <span className={classes.sub}>
                  {decimalText(row.error.low * 100, 1)} – {percentText(row.error.high)}
                </span>
              )}
            </Table.Td>
            <Table.Td ta="right">
              {countText(row.n)}
              <span className={classes.sub}>
                <Trans>{countText(row.errors)} wrong</Trans>
              </span>
            </Table.Td>
            <Table.Td ta="right">
              {eValueText(row.eValue)}
              <span className={classes.sub}>
                <Trans>of {eValueText(needed)}</Trans>
              </span>
            </Table.Td>
            <Table.Td>
              <Standing row={row} onUse={onUse} isInForce={row.threshold === inForce} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

type StandingProps = { row: Row; onUse: Props['onUse']; isInForce: boolean };

const Standing = ({ row, onUse, isInForce }: StandingProps) => {
  if (isInForce)
    return (
      <Badge color="teal">
        <Trans>In force</Trans>
      </Badge>
    );
  if (row.state !== 'certified') return <span className={classes.sub}>{neededWords(row)}</span>;
  if (onUse === null)
    return (
      <Badge color="teal">
        <Trans>Certified</Trans>
      </Badge>
    );
  return (
    <Button
      size="compact-sm"
      variant="light"
      color="teal"
      aria-label={t`Use the certified threshold ${plainText(row.threshold)}`}
      onClick={() => onUse(row.threshold)}
    >
      <Trans>Certified: use it…</Trans>
    </Button>
  );
};
