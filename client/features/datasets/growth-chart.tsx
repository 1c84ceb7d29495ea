import { plural, t } from '@lingui/core/macro';
import { locale } from '../../ui/locale.ts';
import { countText } from '../../ui/proportion.tsx';
import { timeTicks } from '../../ui/series-geometry.ts';
import classes from './datasets.module.css';
import { growthFrame, growthTime, rowsAxis, rowsY, timeX, type Size } from './growth-geometry.ts';

const { width, height, left, right, bottom } = growthFrame;
const dayMs = 86_400_000;
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** Rows by the moment that they are of, the earliest first: a point each, joined. */
export const GrowthChart = ({ sizes }: { sizes: readonly Size[] }) => {
  const axis = rowsAxis(sizes);
  const time = growthTime(sizes);
  const points = sizes.map((size) => ({
    ...size,
    x: timeX(Date.parse(size.at), time),
    y: rowsY(size.rows, axis),
  }));
  const [first, last] = [sizes[0], sizes.at(-1)];
  return (
    <svg
      className={classes.growth}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t`Rows of ${plural(sizes.length, { one: 'one snapshot', other: `${sizes.length} snapshots` })} over time, from ${countText(first?.rows ?? 0)} to ${countText(last?.rows ?? 0)}. The table has its numbers.`}
    >
      <g className={classes.grid}>
        {axis.ticks.filter(Number.isInteger).map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - right} y1={rowsY(tick, axis)} y2={rowsY(tick, axis)} />
            <text x={left - 8} y={rowsY(tick, axis)} dy="0.34em" textAnchor="end">
              {countText(tick)}
            </text>
          </g>
        ))}
        {timeTicks(time).map((tick) => (
          <text key={tick} x={timeX(tick, time)} y={height - bottom + 19} textAnchor="middle">
            {(time.to - time.from > 2 * dayMs ? date : clock).format(tick)}
          </text>
        ))}
      </g>
      <polyline className={classes.line} points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {points.map(({ id, name, at, rows, x, y }) => (
        <circle key={id} className={classes.point} cx={x} cy={y} r={4.5}>
          <title>{t`${name}, ${moment.format(new Date(at))}: ${countText(rows)} rows`}</title>
        </circle>
      ))}
    </svg>
  );
};
