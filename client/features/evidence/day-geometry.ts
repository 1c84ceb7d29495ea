import type { ComparedWay } from '../../../server/domain/rollup-metrics.ts';
import type { Evidence } from '../../../server/features/evidence/contract.ts';
import { axisOf, placeOn, type Axis } from '../../ui/axis.ts';
import { locale } from '../../ui/locale.ts';
import { enough } from '../../ui/proportion.tsx';

type Agreement = Evidence['overTime'][number]['agreement'][ComparedWay];

/** The drawing in its own units. */
export const dayFrame = { width: 720, height: 240, left: 58, right: 24, top: 12, bottom: 34 } as const;

const { width, height, left, right, top, bottom } = dayFrame;
const dayMs = 86_400_000;
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A day (YYYY-MM-DD) as "25 Nov". */
export const dayText = (day: string): string => dayFormat.format(Date.parse(day));

/** A day as it is drawn, in the units of `dayFrame`; one with few answers has an interval, but no point. */
type DayMark = {
  day: string;
  agreement: Agreement;
  isFew: boolean;
  x: number;
  y: number;
  yHigh: number;
  yLow: number;
};

/** Where a share of agreement stands from top to bottom. */
export const agreementY = (share: number, axis: Axis): number =>
  top + (1 - placeOn(axis, share) / 100) * (height - top - bottom);

/** The days of one way of asking, each in its place of the time from the first to the last, and the axis of shares. */
export const dayMarks = (days: Evidence['overTime'], way: ComparedWay): { axis: Axis; marks: DayMark[] } => {
  const axis = axisOf(days.flatMap(({ agreement }) => [agreement[way].low ?? 0, agreement[way].high ?? 1]));
  const dates = days.map(({ day }) => Date.parse(day));
  const first = Math.min(...dates);
  // A day has the same room however few there are.
  const span = Math.max(Math.max(...dates) - first, 6 * dayMs);
  const marks = days.map(({ day, agreement: by }) => {
    const agreement = by[way];
    const share = agreement.k / agreement.n;
    return {
      day,
      agreement,
      isFew: agreement.n < enough,
      x: left + 16 + ((Date.parse(day) - first) / span) * (width - left - right - 32),
      y: agreementY(share, axis),
      yHigh: agreementY(agreement.high ?? share, axis),
      yLow: agreementY(agreement.low ?? share, axis),
    };
  });
  return { axis, marks };
};
