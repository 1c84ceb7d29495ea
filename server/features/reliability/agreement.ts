import type { PatternCell } from '../../domain/reliability.ts';
import { nominalAlphaEstimate, type ItemsRatedAlike } from '../../domain/statistics/alpha-interval.ts';
import type { Json } from '../../domain/words.ts';
import type { Agreement } from './contract.ts';

const ratedAlike = ({ pattern, n }: PatternCell): ItemsRatedAlike<string> & { answers: number } => {
  const values = (JSON.parse(pattern) as Json[]).map((value) => JSON.stringify(value)); // written from a list
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return { counts, items: n, answers: n * values.length };
};

/** How far those agree who gave these answers. */
export const agreementOf = (cells: readonly PatternCell[], inspectors: number): Agreement => {
  const groups = cells.map(ratedAlike);
  const found = nominalAlphaEstimate(groups);
  return {
    items: groups.reduce((sum, { items }) => sum + items, 0),
    answers: groups.reduce((sum, { answers }) => sum + answers, 0),
    inspectors,
    alpha: found && { value: found.alpha, low: found.low, high: found.high },
  };
};
