import { asText } from '../as-text.ts';
import type { BinCounts } from '../drift/counts.ts';
import type { Json } from '../words.ts';
import type { MonitoredInput } from './inputs.ts';
import { countOfNumbers, quantileOf } from './quantile.ts';

/** The middle of a reference, that all but a hundredth on either side of n numbers are in. */
type Usual = { low: number; high: number; n: number };

/** What is expected of a declared input: its declaration, and what is usual; null: too little is known of it. */
export type Expected = { input: MonitoredInput; usual: Usual | null };

/** How a value is not as expected: of no such kind, out of its range, unheard of, or in range and yet unusual. */
export type Oddity = 'missing' | 'not_a_number' | 'below' | 'above' | 'unknown' | 'low' | 'high';

/** Numbers from which on a hundredth of them says something. */
const enough = 100;

/** What is usual of a number, by how often which was counted; null: too few were. */
export const usualOf = (counts: BinCounts): Usual | null => {
  const counted = Object.entries(counts).map(([bin, n]) => ({ bin, n, sum: 0 }));
  const n = countOfNumbers(counted);
  const [low, high] = [quantileOf(counted, 0.01), quantileOf(counted, 0.99)];
  return n < enough || low === null || high === null ? null : { low, high, n };
};

/** How a value is not as expected; null: it is. */
export const oddityOf = ({ input, usual }: Expected, value: Json | undefined): Oddity | null => {
  if (value === null || value === undefined || value === '') return 'missing';
  if (input.type === 'category') return input.known.includes(asText(value)) ? null : 'unknown';
  if (typeof value !== 'number') return 'not_a_number';
  if (input.low !== null && value < input.low) return 'below';
  if (input.high !== null && value > input.high) return 'above';
  if (usual === null) return null;
  if (value < usual.low) return 'low';
  return value > usual.high ? 'high' : null;
};
