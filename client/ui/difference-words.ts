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

type Side = { more: string; less: string };

/** "1.1 to 7.3" where both bounds lie on the side of the value, else "2.9 less to 3.7 more". */
const boundsIn = ({ value, low, high }: Difference, size: (x: number) => string, side: Side): string => {
  if (value > 0 && low >= 0) return `${size(low)} to ${size(high)}`;
  if (value < 0 && high <= 0) return `${size(high)} to ${size(low)}`;
  const end = (x: number) => `${size(x)} ${x < 0 ? side.less : side.more}`;
  return `${end(low)} to ${end(high)}`;
};

/** What seeing the suggestion does to agreement, as one sentence with the interval. */
export const agreementSentence = (d: Difference): string => {
  const bounds = `(${boundsIn(d, points, { more: 'more', less: 'less' })})`;
  if (points(d.value) === points(0))
    return `With the suggestion in sight people agree as often as without it ${bounds}.`;
  const often = d.value > 0 ? 'more often' : 'less often';
  return `With the suggestion in sight people agree ${points(d.value)} points ${often} ${bounds}.`;
};

/** What seeing the suggestion does to the time that a decision takes, as one sentence with the interval. */
export const timeSentence = (d: Difference): string => {
  const bounds = `(${boundsIn(d, seconds, { more: 'more', less: 'less' })})`;
  if (seconds(d.value) === seconds(0)) return `With it a decision takes as long as without it ${bounds}.`;
  return `With it a decision takes ${seconds(d.value)} seconds ${d.value > 0 ? 'more' : 'less'} ${bounds}.`;
};

/** Whether the interval leaves it open that there is no difference at all. */
export const isOpen = ({ low, high }: Difference): boolean => low <= 0 && high >= 0;
