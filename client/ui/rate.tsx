import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import {
  countText,
  enough,
  IntervalBar,
  intervalText,
  percentText,
  type ProportionValue,
} from './proportion.tsx';
import classes from './rate.module.css';

/** A figure in a cell of a table: what it is, what goes with it, and its interval drawn below. */
export const Figure = ({ value, beside, bar }: { value?: string; beside: string; bar?: ReactNode }) => (
  <>
    <div className={classes.figures}>
      {value === undefined ? (
        <span>
          <Trans>Not enough yet</Trans>
        </span>
      ) : (
        <b>{value}</b>
      )}
      <span>{beside}</span>
    </div>
    {bar}
  </>
);

/** How many there are, and how many are missing. */
export const missingText = (n: number): string =>
  t`n = ${countText(n)}, ${countText(enough - n)} more needed`;

/** A share in a cell of a table, with its interval; "not enough yet", and how much is missing, where n is too small. */
export const Rate = (rate: ProportionValue) => {
  const { k, n } = rate;
  if (n < enough) return <Figure beside={missingText(n)} />;
  return (
    <Figure
      value={percentText(k / n)}
      beside={`${intervalText(rate) ?? ''} · n = ${countText(n)}`}
      bar={<IntervalBar {...rate} />}
    />
  );
};
