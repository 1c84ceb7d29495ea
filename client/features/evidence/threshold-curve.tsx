import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { CertificationReply } from '../../../server/features/certificates/contract.ts';
import { percentText } from '../../ui/proportion.tsx';
import { curveFrame, curveMarks, errorScale, errorY, shareX } from './curve-geometry.ts';
import chart from './chart.module.css';
import classes from './thresholds.module.css';
import { plainText } from '../../ui/decimal-text.ts';

type Props = {
  points: NonNullable<CertificationReply['evidence']>['all'];
  targetError: number;
};

const shares = [0, 0.25, 0.5, 0.75, 1] as const;
const { width, height, left, right, top, bottom } = curveFrame;
const floor = height - bottom;

/** What each threshold would accept automatically against how often it would be wrong, with the target as a line. */
export const ThresholdCurve = ({ points, targetError }: Props) => {
  const scale = errorScale(points, targetError);
  const marks = curveMarks(points, scale);
  const target = errorY(targetError, scale);
  const decimals = scale.max < 0.04 ? 1 : 0;
  return (
    <svg
      className={classes.curve}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t`Automated share against error for ${marks.length} thresholds, with 95 % intervals. The table has its numbers.`}
    >
      <g className={chart.grid}>
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - right} y1={errorY(tick, scale)} y2={errorY(tick, scale)} />
            <text x={left - 7} y={errorY(tick, scale)} dy="0.34em" textAnchor="end">
              {percentText(tick, decimals)}
            </text>
          </g>
        ))}
        {shares.map((share) => (
          <text key={share} x={shareX(share)} y={floor + 16} textAnchor="middle">
            {percentText(share, 0)}
          </text>
        ))}
        <text x={(left + width - right) / 2} y={height - 6} textAnchor="middle" className={chart.title}>
          <Trans>Accepted automatically</Trans>
        </text>
        <text
          transform={`translate(11 ${(top + floor) / 2}) rotate(-90)`}
          textAnchor="middle"
          className={chart.title}
        >
          <Trans>Wrong among them</Trans>
        </text>
      </g>
      <line className={classes.target} x1={left} x2={width - right} y1={target} y2={target} />
      <polyline className={chart.line} points={marks.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {marks.map(({ point, x, y, yHigh, yLow }) => (
        <g key={point.threshold} className={classes.mark} data-state={point.state}>
          <title>
            {t`From ${plainText(point.threshold)}: ${percentText(point.automated.k / point.automated.n)} accepted, ` +
              t`${percentText(point.error?.value ?? 0)} wrong`}
          </title>
          <path d={`M${x} ${yHigh}V${yLow}`} />
          <circle cx={x} cy={y} r={5} />
        </g>
      ))}
    </svg>
  );
};
