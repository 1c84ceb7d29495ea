import { draw } from './draw.ts';
import { wilson } from './statistics/intervals.ts';

/** The largest share of what inspectors claim that may be gold. */
export const mostGold = 0.2;

/**
 * Whether a gold item is given before a review of the item with this key. One is given for each review at most, so that
 * gold is `share` of all that is claimed where it goes before share / (1 − share) of them.
 */
export const goesBehindGold = (seed: string, key: string, share: number): boolean =>
  draw(seed, 'gold', key) < share / (1 - share);

/** Of those that may be given before it, which: the first whose own place is not below this. */
export const goldPlace = (seed: string, key: string): number => draw(seed, 'gold_item', key);

/** How many answers to gold items an inspector has given, and how many of them are right. */
export type GoldScore = { right: number; answers: number };

/** When an inspector is paused: `below` is the least share of right answers (null: never), `after` the fewest answers. */
export type PauseRule = { below: number | null; after: number };

/** Whether an inspector is to be paused: beyond chance they are right less often than the project asks. */
export const isToBePaused = ({ right, answers }: GoldScore, { below, after }: PauseRule): boolean => {
  if (below === null || answers < after) return false;
  const { high } = wilson(right, answers);
  return high !== null && high < below;
};

/** How much work waits, as `QueueCounts` or the overview has it. */
type Waiting<T> = { open: number; forLeads: number; held: number; oldestWaitingSince: T | null };

/**
 * What those are told of the queue who may be given gold: to the ten, and not since when. A gold item takes nothing out
 * of the queue, and exact numbers would tell that.
 */
export const roughly = <T>({ open, forLeads, held }: Waiting<T>): Waiting<T> => ({
  open: Math.ceil(open / 10) * 10,
  forLeads,
  held,
  oldestWaitingSince: null,
});
