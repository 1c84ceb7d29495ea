import { placeOn, type Axis } from './axis.ts';
import classes from './interval-track.module.css';

type Props = {
  axis: Axis;
  /** What is drawn; null: nothing but the track. */
  interval: { value: number; low: number; high: number } | null;
  /** Drawn in grey: a figure that is not to be relied on. */
  isQuiet?: boolean;
  /** As low as the bar of a share. */
  isSlim?: boolean;
};

/** An interval as a bar on a stretch of the number line, its value as a tick; the numbers beside it say the same. */
export const IntervalTrack = ({ axis, interval, isQuiet = false, isSlim = false }: Props) => (
  <div
    className={classes.track}
    data-quiet={isQuiet || undefined}
    data-slim={isSlim || undefined}
    aria-hidden
  >
    {axis.ticks.map((tick) => (
      <div key={tick} className={classes.tick} style={{ left: `${placeOn(axis, tick)}%` }} />
    ))}
    {interval !== null && (
      <>
        <div
          className={classes.interval}
          style={{
            left: `${placeOn(axis, interval.low)}%`,
            width: `${placeOn(axis, interval.high) - placeOn(axis, interval.low)}%`,
          }}
        />
        <div className={classes.value} style={{ left: `${placeOn(axis, interval.value)}%` }} />
      </>
    )}
  </div>
);

/** What the places of an axis are called, below its tracks. */
export const TickNames = ({ axis, nameOf }: { axis: Axis; nameOf: (tick: number) => string }) => (
  <div className={classes.names} aria-hidden>
    {axis.ticks.map((tick) => (
      <span key={tick} style={{ left: `${placeOn(axis, tick)}%` }}>
        {nameOf(tick)}
      </span>
    ))}
  </div>
);
