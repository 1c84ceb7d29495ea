import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { countText, intervalText, percentText } from '../../ui/proportion.tsx';
import chart from './chart.module.css';
import classes from './calibration.module.css';
import { frame, marksOf, xOf, yOf, type CalibrationPoint } from './reliability-geometry.ts';
import { decimalText } from '../../ui/decimal-text.ts';

const gridLines = [0, 0.25, 0.5, 0.75, 1] as const;
const { plot, strip } = frame;
const [right, floor] = [plot.left + plot.size, strip.top + strip.height];
const middle = plot.left + plot.size / 2;

const wordsOf = ({ low, high, confidence, accuracy }: CalibrationPoint): string =>
  t`Confidence ${decimalText(low * 100, 1)} – ${percentText(high)}, on average ${percentText(confidence ?? low)}: ` +
  t`${percentText(accuracy.k / accuracy.n)} correct (${intervalText(accuracy) ?? ''}), n = ${countText(accuracy.n)}`;

/** Correct answers by confidence with error bars, beside the diagonal; the bins' sizes as bars below. */
export const ReliabilityDiagram = ({ points, of }: { points: readonly CalibrationPoint[]; of: string }) => {
  const marks = marksOf(points);
  const inAll = marks.reduce((sum, { point }) => sum + point.accuracy.n, 0);
  const most = Math.max(0, ...marks.map(({ point }) => point.accuracy.n));
  return (
    <svg
      className={classes.diagram}
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="img"
      aria-label={t`Reliability diagram: share of correct answers by confidence in ${marks.length} bins with ${countText(inAll)} blind reviews. The table has its numbers.`}
    >
      <g className={chart.grid}>
        {gridLines.map((share) => (
          <g key={share}>
            <line x1={plot.left} x2={right} y1={yOf(share)} y2={yOf(share)} />
            <line x1={xOf(share)} x2={xOf(share)} y1={plot.top} y2={plot.top + plot.size} />
            <text x={plot.left - 7} y={yOf(share)} dy="0.34em" textAnchor="end">
              {percentText(share, 0)}
            </text>
            <text x={xOf(share)} y={floor + 15} textAnchor="middle">
              {percentText(share, 0)}
            </text>
          </g>
        ))}
        <text x={middle} y={floor + 34} textAnchor="middle" className={chart.title}>
          {of}
        </text>
        <text
          transform={`translate(11 ${plot.top + plot.size / 2}) rotate(-90)`}
          textAnchor="middle"
          className={chart.title}
        >
          <Trans>Correct</Trans>
        </text>
        <text x={plot.left - 7} y={strip.top + 8} textAnchor="end">
          {countText(most)}
        </text>
        <text x={plot.left - 7} y={floor} textAnchor="end">
          0
        </text>
        <text x={11} y={strip.top + strip.height / 2} dy="0.34em" textAnchor="middle" className={chart.title}>
          n
        </text>
        <line x1={plot.left} x2={right} y1={floor} y2={floor} />
      </g>
      <line className={classes.diagonal} x1={xOf(0)} y1={yOf(0)} x2={xOf(1)} y2={yOf(1)} />
      {marks.map(({ point, x, y, yHigh, yLow, bar }) => (
        <g key={point.low} className={classes.mark}>
          <title>{wordsOf(point)}</title>
          <rect {...bar} />
          <path d={`M${x} ${yLow}V${yHigh}M${x - 4} ${yLow}h8M${x - 4} ${yHigh}h8`} />
          <circle cx={x} cy={y} r={4.5} />
        </g>
      ))}
    </svg>
  );
};
