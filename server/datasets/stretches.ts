import { setImmediate } from 'node:timers/promises';
import type { SeqRange } from '../../db/queries/labels.ts';

/**
 * Walks a range of positions in stretches of as many as `size` says each time, letting others have their turn between
 * two; ends early once the signal is aborted.
 */
export const stretches = async function* (
  { after, through }: SeqRange,
  size: () => number,
  signal: AbortSignal,
): AsyncGenerator<SeqRange> {
  for (let at = after, end = at; at < through; at = end) {
    if (at > after) await setImmediate();
    if (signal.aborted) return;
    end = Math.min(at + size(), through);
    yield { after: at, through: end };
  }
};
