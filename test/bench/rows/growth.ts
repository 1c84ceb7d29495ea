import { oncePerRun } from '../row.ts';
import { copyOfSeed } from '../seeds/seeds.ts';

/** The data of the growth rows, to be written to: one of the small size, and one ten times as large. */
export const growth = oncePerRun(async (bench) => ({
  small: await copyOfSeed(bench, 'mixed', bench.sizes.small),
  large: await copyOfSeed(bench, 'mixed', bench.sizes.large),
}));
