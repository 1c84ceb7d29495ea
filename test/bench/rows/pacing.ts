import type { Bench } from '../row.ts';

/**
 * How long a rate is measured, and how long before that the load already runs: servers get ever quicker for two seconds of
 * CPU, and those that do nothing gain the most, so that less would flatter the product.
 */
export const pacing = (bench: Bench) => ({
  warmUpSeconds: bench.seconds(2),
  seconds: bench.seconds(1),
});

export type Pacing = ReturnType<typeof pacing>;
