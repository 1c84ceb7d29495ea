import type { ReactNode } from 'react';
import { countText } from './proportion.tsx';
import type { Curve } from './series-geometry.ts';
import classes from './series.module.css';

type Entry = {
  curve: Curve;
  /** The curve's name, where it is more than its title. */
  name?: ReactNode;
  /** What it comes to over the whole time. */
  all: string;
};

/** What each curve is, and what it comes to over the whole time; `n`: how much stands behind them. */
export const SeriesLegend = ({ entries, n }: { entries: readonly Entry[]; n: number }) => (
  <ul className={classes.legend}>
    {entries.map(({ curve: { key, title, color }, name, all }, i) => (
      <li key={key}>
        <span
          className={classes.swatch}
          data-curve={i}
          style={color === null ? undefined : { background: color }}
          aria-hidden
        />
        {name ?? title} <b>{all}</b>
      </li>
    ))}
    <li>n = {countText(n)}</li>
  </ul>
);
