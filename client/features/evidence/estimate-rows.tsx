import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { axisOf } from '../../ui/axis.ts';
import classes from './estimate-rows.module.css';
import { IntervalTrack, TickNames } from '../../ui/interval-track.tsx';

/** A share with its interval as one line of the drawing. */
export type EstimateRow = {
  name: string;
  hint: string;
  /** null: not enough is known. */
  interval: { value: number; low: number; high: number } | null;
  /** What stands behind it. */
  note: string;
  /** Struck out: shown so that nobody takes it for the others. */
  isStruck?: boolean;
};

type Props = { rows: readonly EstimateRow[]; format: (share: number, decimals?: number) => string };

/** Shares with their intervals below one another, on one axis, so that they can be compared by eye. */
export const EstimateRows = ({ rows, format }: Props) => {
  const axis = axisOf(
    rows.flatMap(({ interval }) => (interval === null ? [] : [interval.low, interval.high])),
  );
  return (
    <>
      <ul className={classes.rows}>
        {rows.map(({ name, hint, interval, note, isStruck = false }) => (
          <li key={name} className={classes.row} data-struck={isStruck || undefined}>
            <div className={classes.name}>
              <b>{name}</b>
              <span>{hint}</span>
            </div>
            <IntervalTrack axis={axis} interval={interval} isQuiet={isStruck} />
            <div className={classes.figures}>
              {interval === null ? (
                <span className={classes.nothing}>{isStruck ? t`Nothing` : t`Not enough yet`}</span>
              ) : (
                <>
                  {isStruck && (
                    <span className="visually-hidden">
                      <Trans>Not an accuracy: </Trans>
                    </span>
                  )}
                  <Figure isStruck={isStruck}>{format(interval.value)}</Figure>
                  <span className={classes.bounds}>
                    {format(interval.low).replace(/\s*%$/, '')} – {format(interval.high)}
                  </span>
                </>
              )}
              <span className={classes.note}>{note}</span>
            </div>
          </li>
        ))}
      </ul>
      <div className={classes.row} data-axis>
        <span />
        <TickNames axis={axis} nameOf={(tick) => format(tick, 0)} />
        <span />
      </div>
    </>
  );
};

const Figure = ({ isStruck, children }: { isStruck: boolean; children: string }) =>
  isStruck ? (
    <s className={classes.figure}>{children}</s>
  ) : (
    <span className={classes.figure}>{children}</span>
  );
