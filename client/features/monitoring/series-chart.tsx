import { useState, type PointerEvent } from 'react';
import { figures } from '../../../server/domain/measures/figures.ts';
import type {
  MonitoringChart,
  MonitoringLine,
  MonitoringSeries,
} from '../../../server/features/monitoring/contract.ts';
import { useProject } from '../../api/queries.ts';
import type { Axis } from '../../ui/axis.ts';
import { locale } from '../../ui/locale.ts';
import { curveKey, curveTitle } from './curves.ts';
import { tickText, valueText } from './figure-words.ts';
import { weekMs } from './ranges.ts';
import { frame, pathOf, stepAt, timeTicks, xOf, yOf, type Window } from './series-geometry.ts';
import classes from './chart.module.css';

const { width, height, left, right, top, bottom } = frame;

/** Where the marks of what happened have room for their names. */
const fewMarks = 3;

type Props = {
  chart: MonitoringChart;
  /** The same of the week before; null: not to be drawn. */
  before: MonitoringChart | null;
  series: MonitoringSeries;
  axis: Axis;
  label: string;
};

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const dayMs = 86_400_000;

const Grid = ({ axis, window, line }: { axis: Axis; window: Window; line: MonitoringLine }) => (
  <g className={classes.grid}>
    {axis.ticks.map((tick) => (
      <g key={tick}>
        <line x1={left} x2={width - right} y1={yOf(tick, axis)} y2={yOf(tick, axis)} />
        <text x={left - 6} y={yOf(tick, axis)} dy="0.34em" textAnchor="end">
          {tickText(line.figure, tick)}
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
const Marks = ({ annotations, window }: Pick<MonitoringSeries, 'annotations'> & { window: Window }) => (
  <g className={classes.marks}>
    {annotations.map(({ at, title, note }) => {
      const x = xOf(Date.parse(at), window);
      return (
        <g key={`${at} ${title}`}>
          <title>{`${title}, ${moment.format(new Date(at))}${note === '' ? '' : `: ${note}`}`}</title>
          <line x1={x} x2={x} y1={top - 6} y2={height - bottom} />
          {annotations.length <= fewMarks && (
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
const Readout = ({ lines, index }: { lines: readonly MonitoringLine[]; index: number }) => {
  const { schema } = useProject();
  const at = lines[0]?.points[index]?.at;
  return (
    <span className={classes.readout} aria-hidden>
      {at !== undefined && moment.format(new Date(at))}
      {lines.map((line) => {
        const point = line.points[index];
        return (
          <b key={curveKey(line)}>
            {lines.length > 1 && `${curveTitle(line, schema)} `}
            {valueText(line.figure, point?.value ?? null)}
            {lines.length === 1 && figures[line.figure].unit === 'share' && ` of ${point?.n ?? 0}`}
          </b>
        );
      })}
    </span>
  );
};

/** The curves of one chart over time, with what happened meanwhile; dashed are those of the week before. */
export const SeriesChart = ({ chart, before, series, axis, label }: Props) => {
  const { schema } = useProject();
  const [index, setIndex] = useState<number | null>(null);
  const { lines } = chart;
  const [first] = lines;
  if (first === undefined) return null;
  const window: Window = {
    from: Date.parse(series.from),
    to: Date.parse(series.to),
    stepMs: series.stepMinutes * 60_000,
  };
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setIndex(stepAt(((event.clientX - box.left) / box.width) * width, first.points, window));
  };
  const at = index === null ? undefined : first.points[index]?.at;
  const color = (line: MonitoringLine) => {
    const own = line.figure === 'class_share' && schema.classes.find(({ name }) => name === line.category);
    return own ? { stroke: own.color } : undefined;
  };
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
        <Grid axis={axis} window={window} line={first} />
        <Marks annotations={series.annotations} window={window} />
        {lines.map((line, i) => {
          const earlier = before?.lines.find((other) => curveKey(other) === curveKey(line));
          const step = before === null ? window : { ...window, stepMs: stepOf(before) ?? window.stepMs };
          return (
            <g key={curveKey(line)} className={classes.curve} data-curve={i} style={color(line)}>
              {earlier && <path className={classes.before} d={pathOf(earlier.points, axis, step, weekMs)} />}
              <path d={pathOf(line.points, axis, window)} />
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
      {index !== null && <Readout lines={lines} index={index} />}
    </div>
  );
};

/** How far apart the points of a chart are, in milliseconds; null: it has fewer than two. */
const stepOf = ({ lines }: MonitoringChart): number | null => {
  const [a, b] = lines[0]?.points ?? [];
  return a && b ? Date.parse(b.at) - Date.parse(a.at) : null;
};
