import { t } from '@lingui/core/macro';
import { useState, type PointerEvent } from 'react';
import type { Axis } from './axis.ts';
import { locale } from './locale.ts';
import { weekMs } from './ranges.ts';
import {
  frame,
  pathOf,
  stepAt,
  timeTicks,
  xOf,
  yOf,
  type Curve,
  type SeriesTime,
  type Window,
} from './series-geometry.ts';
import classes from './series.module.css';
import { tickText, unitText } from './unit-text.ts';

const { width, height, left, right, top, bottom } = frame;

/** Where the marks of what happened have room for their names. */
const fewMarks = 3;

/** Something that happened, and may explain what a chart shows. */
type Mark = { at: string; title: string; note: string };

type Props = {
  curves: readonly Curve[];
  /** The same of the week before; null: not to be drawn. */
  before?: readonly Curve[] | null;
  time: SeriesTime;
  marks?: readonly Mark[];
  axis: Axis;
  label: string;
};

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const dayMs = 86_400_000;

const Grid = ({ axis, window, unit }: { axis: Axis; window: Window; unit: Curve['unit'] }) => (
  <g className={classes.grid}>
    {axis.ticks.map((tick) => (
      <g key={tick}>
        <line x1={left} x2={width - right} y1={yOf(tick, axis)} y2={yOf(tick, axis)} />
        <text x={left - 6} y={yOf(tick, axis)} dy="0.34em" textAnchor="end">
          {tickText(unit, tick)}
        </text>
      </g>
    ))}
    {timeTicks(window).map((tick) => (
      <text key={tick} x={xOf(tick, window)} y={height - bottom + 17} textAnchor="middle">
        {(window.to - window.from > 2 * dayMs ? date : clock).format(tick)}
      </text>
    ))}
  </g>
);

/** What happened meanwhile, each where it did. */
const Marks = ({ marks, window }: { marks: readonly Mark[]; window: Window }) => (
  <g className={classes.marks}>
    {marks.map(({ at, title, note }) => {
      const x = xOf(Date.parse(at), window);
      return (
        <g key={`${at} ${title}`}>
          <title>{`${title}, ${moment.format(new Date(at))}${note === '' ? '' : `: ${note}`}`}</title>
          <line x1={x} x2={x} y1={top - 6} y2={height - bottom} />
          {marks.length <= fewMarks && (
            <text x={x} y={top - 9} textAnchor={x > width * 0.8 ? 'end' : 'start'}>
              {title}
            </text>
          )}
        </g>
      );
    })}
  </g>
);

/** What all curves are at one step, as it is pointed at. */
const Readout = ({ curves, index }: { curves: readonly Curve[]; index: number }) => {
  const at = curves[0]?.points[index]?.at;
  return (
    <span className={classes.readout} aria-hidden>
      {at !== undefined && moment.format(new Date(at))}
      {curves.map(({ key, title, unit, points }) => (
        <b key={key}>
          {curves.length > 1 && `${title} `}
          {unitText(unit, points[index]?.value ?? null)}
          {curves.length === 1 && unit === 'share' && t` of ${points[index]?.n ?? 0}`}
        </b>
      ))}
    </span>
  );
};

/** The curves of one chart over time, with what happened meanwhile; dashed are those of the week before. */
export const SeriesChart = ({ curves, before = null, time, marks = [], axis, label }: Props) => {
  const [index, setIndex] = useState<number | null>(null);
  const [first] = curves;
  if (first === undefined) return null;
  const window: Window = {
    from: Date.parse(time.from),
    to: Date.parse(time.to),
    stepMs: time.stepMinutes * 60_000,
  };
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setIndex(stepAt(((event.clientX - box.left) / box.width) * width, first.points, window));
  };
  const at = index === null ? undefined : first.points[index]?.at;
  return (
    <div className={classes.figure}>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={label}
        onPointerMove={point}
        onPointerLeave={() => setIndex(null)}
      >
        <Grid axis={axis} window={window} unit={first.unit} />
        <Marks marks={marks} window={window} />
        {curves.map(({ key, color, points }, i) => {
          const earlier = before?.find((other) => other.key === key);
          const step = before === null ? window : { ...window, stepMs: stepOf(before) ?? window.stepMs };
          return (
            <g
              key={key}
              className={classes.curve}
              data-curve={i}
              style={color === null ? undefined : { stroke: color }}
            >
              {earlier && <path className={classes.before} d={pathOf(earlier.points, axis, step, weekMs)} />}
              <path d={pathOf(points, axis, window)} />
            </g>
          );
        })}
        {at !== undefined && (
          <line
            className={classes.pointed}
            x1={xOf(Math.max(window.from, Date.parse(at)), window)}
            x2={xOf(Math.max(window.from, Date.parse(at)), window)}
            y1={top}
            y2={height - bottom}
          />
        )}
      </svg>
      {index !== null && <Readout curves={curves} index={index} />}
    </div>
  );
};

/** How far apart the points of a chart are, in milliseconds; null: it has fewer than two. */
const stepOf = ([first]: readonly Curve[]): number | null => {
  const [a, b] = first?.points ?? [];
  return a && b ? Date.parse(b.at) - Date.parse(a.at) : null;
};
