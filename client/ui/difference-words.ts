import { t } from '@lingui/core/macro';
import { locale } from './locale.ts';

/** A difference with its 95 % interval. */
export type Difference = { value: number; low: number; high: number };

const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The size of a difference of shares in percentage points, without its sign: −.042 -> "4.2". */
export const points = (share: number): string => oneDecimal.format(Math.abs(share) * 100);

/** The size of a time in seconds, without its sign: −840 ms -> "0.8". */
export const seconds = (ms: number): string => oneDecimal.format(Math.abs(ms) / 1000);

/** The size of a number with its sign, a minus that is no hyphen: "+4.2", "−0.8"; nothing before zero. */
export const signed = (x: number, size: (x: number) => string): string =>
  size(x) === size(0) ? size(0) : `${x < 0 ? '−' : '+'}${size(x)}`;

/** How far to either side, as a size and a word. */
type Side = (x: number) => string;

const often: Side = (x) => {
  const share = points(x);
  return x < 0 ? t`${share} less` : t`${share} more`;
};

const long: Side = (x) => {
  const time = seconds(x);
  return x < 0 ? t`${time} less` : t`${time} more`;
};

/** "1.1 to 7.3" where both bounds lie on the side of the value, else "2.9 less to 3.7 more". */
const boundsIn = ({ value, low, high }: Difference, size: (x: number) => string, side: Side): string => {
  if (value > 0 && low >= 0) return t`${size(low)} to ${size(high)}`;
  if (value < 0 && high <= 0) return t`${size(high)} to ${size(low)}`;
  return t`${side(low)} to ${side(high)}`;
};

/** What seeing the suggestion does to agreement, as one sentence with the interval. */
export const agreementSentence = (d: Difference): string => {
  const [share, bounds] = [points(d.value), boundsIn(d, points, often)];
  if (share === points(0))
    return t`With the suggestion in sight people agree as often as without it (${bounds}).`;
  return d.value > 0
    ? t`With the suggestion in sight people agree ${share} points more often (${bounds}).`
    : t`With the suggestion in sight people agree ${share} points less often (${bounds}).`;
};

/** What seeing the suggestion does to the time that a decision takes, as one sentence with the interval. */
export const timeSentence = (d: Difference): string => {
  const [time, bounds] = [seconds(d.value), boundsIn(d, seconds, long)];
  if (time === seconds(0)) return t`With it a decision takes as long as without it (${bounds}).`;
  return d.value > 0
    ? t`With it a decision takes ${time} seconds more (${bounds}).`
    : t`With it a decision takes ${time} seconds less (${bounds}).`;
};

/** Whether the interval leaves it open that there is no difference at all. */
export const isOpen = ({ low, high }: Difference): boolean => low <= 0 && high >= 0;
