import { oncePerRun } from '../row.ts';
import { lentSeed } from '../seeds/seeds.ts';

/** The data of the growth rows, to be written to; what is written may be taken back. */
export const growth = oncePerRun(async (bench) => {
  const { small, middle, large } = bench.sizes;
  return {
    small: await lentSeed(bench, 'mixed', small),
    middle: middle === null ? null : await lentSeed(bench, 'mixed', middle),
    large: await lentSeed(bench, 'mixed', large),
  };
});

/** A number of items as it is printed: 100K, 10M. */
export const sizeText = (items: number): string =>
  new Intl.NumberFormat('en', { notation: 'compact' }).format(items);
