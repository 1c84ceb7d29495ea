import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Table } from '@mantine/core';
import type { CalibratorReply } from '../../../server/features/calibrators/contract.ts';
import { locale } from '../../ui/locale.ts';
import { countText } from '../../ui/proportion.tsx';
import { Instant } from '../../ui/time.tsx';
import classes from './calibration.module.css';
import { kindWords } from './calibrator-words.ts';
import { decimalText } from '../../ui/decimal-text.ts';

type Props = {
  rows: readonly CalibratorReply[];
  inForce: number;
  /** Puts one in force; null: the reader may not. */
  onUse: ((revision: number) => void) | null;
};

const threeDecimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });

const beforeAfter = (before: number, after: number): string =>
  `${threeDecimals.format(before)} → ${threeDecimals.format(after)}`;

/** Fitted calibrators, the latest first, with what each changes on labels it was not fitted on. */
export const CalibratorTable = ({ rows, inForce, onUse }: Props) => (
  <Table.ScrollContainer
    minWidth={640}
    type="native"
    tabIndex={0}
    role="region"
    aria-label={t`Fitted calibrators`}
  >
    <Table verticalSpacing={6} className={`numbers ${classes.fitted}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Calibrator</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Curve</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Labels</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Brier</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>ECE</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Fitted</Trans>
          </Table.Th>
          <Table.Th>
            <span className="visually-hidden">
              <Trans>Use</Trans>
            </span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.revision}>
            <Table.Th scope="row">
              {row.revision} · {kindWords[row.kind].name}
            </Table.Th>
            <Table.Td>
              <Curve {...row} />
            </Table.Td>
            <Table.Td ta="right">
              {countText(row.labels)}
              <span className={classes.sub}>
                <Trans>{countText(row.wrong)} wrong</Trans>
              </span>
            </Table.Td>
            <Table.Td ta="right">{beforeAfter(row.raw.brier, row.calibrated.brier)}</Table.Td>
            <Table.Td ta="right">
              {beforeAfter(row.raw.expectedCalibrationError, row.calibrated.expectedCalibrationError)}
            </Table.Td>
            <Table.Td>
              <Instant at={row.createdAt} />
              <span className={classes.sub}>{row.author.name}</span>
            </Table.Td>
            <Table.Td ta="right">
              <Standing row={row} isInForce={row.revision === inForce} onUse={onUse} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

type StandingProps = { row: CalibratorReply; isInForce: boolean; onUse: Props['onUse'] };

const Standing = ({ row, isInForce, onUse }: StandingProps) => {
  if (isInForce)
    return (
      <Badge color="teal">
        <Trans>In force</Trans>
      </Badge>
    );
  if (onUse === null) return null;
  return (
    <Button size="compact-sm" variant="light" onClick={() => onUse(row.revision)}>
      <Trans>Use calibrator {row.revision}…</Trans>
    </Button>
  );
};

const size = 48;

/** The calibrated probability over the confidence, beside the diagonal on which nothing changes. */
const Curve = ({ curve, temperature }: Pick<CalibratorReply, 'curve' | 'temperature'>) => {
  const at = ({ confidence, probability }: CalibratorReply['curve'][number]) =>
    `${confidence * size},${(1 - probability) * size}`;
  // Level before its first point and after its last.
  const points = [
    ...curve.slice(0, 1).map((first) => ({ ...first, confidence: 0 })),
    ...curve,
    ...curve.slice(-1).map((last) => ({ ...last, confidence: 1 })),
  ];
  return (
    <svg
      className={classes.small}
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={temperature === null ? t`Rising curve` : t`Temperature ${decimalText(temperature, 2)}`}
    >
      {temperature !== null && (
        <title>
          <Trans>Temperature {decimalText(temperature, 2)}</Trans>
        </title>
      )}
      <line className={classes.diagonal} x1={0} y1={size} x2={size} y2={0} />
      <polyline points={points.map(at).join(' ')} />
    </svg>
  );
};
