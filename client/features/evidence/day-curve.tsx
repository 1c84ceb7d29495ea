import { plural, t } from '@lingui/core/macro';
import type { ComparedWay } from '../../../server/domain/rollup-metrics.ts';
import type { Evidence } from '../../../server/features/evidence/contract.ts';
import { countText, intervalText, percentText } from '../../ui/proportion.tsx';
import { agreementY, dayFrame, dayMarks, dayText } from './day-geometry.ts';
import chart from './chart.module.css';
import classes from './day-curve.module.css';

const { width, height, left, right, bottom } = dayFrame;

/** Agreement by the day with error bars, joined where enough answers stand behind it. */
export const DayCurve = ({ days, way }: { days: Evidence['overTime']; way: ComparedWay }) => {
  const { axis, marks } = dayMarks(days, way);
  const every = Math.ceil(marks.length / 8);
  return (
    <svg
      className={classes.curve}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t`Agreement by the day on ${plural(marks.length, { one: 'one day', other: `${marks.length} days` })}, with 95 % intervals. The table has its numbers.`}
    >
      <g className={chart.grid}>
        {axis.ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - right} y1={agreementY(tick, axis)} y2={agreementY(tick, axis)} />
            <text x={left - 7} y={agreementY(tick, axis)} dy="0.34em" textAnchor="end">
              {percentText(tick, 0)}
            </text>
          </g>
        ))}
        {marks
          .filter((_, i) => i % every === 0)
          .map(({ day, x }) => (
            <text key={day} x={x} y={height - bottom + 20} textAnchor="middle">
              {dayText(day)}
            </text>
          ))}
      </g>
      <polyline
        className={chart.line}
        points={marks
          .filter(({ isFew }) => !isFew)
          .map(({ x, y }) => `${x},${y}`)
          .join(' ')}
      />
      {marks.map(({ day, agreement, isFew, x, y, yHigh, yLow }) => (
        <g key={day} className={classes.mark} data-few={isFew || undefined}>
          <title>
            {`${dayText(day)}: ${isFew ? t`not enough yet` : percentText(agreement.k / agreement.n)} ` +
              `(${intervalText(agreement) ?? ''}), n = ${countText(agreement.n)}`}
          </title>
          <path d={`M${x} ${yLow}V${yHigh}M${x - 4} ${yLow}h8M${x - 4} ${yHigh}h8`} />
          {!isFew && <circle cx={x} cy={y} r={4.5} />}
        </g>
      ))}
    </svg>
  );
};
