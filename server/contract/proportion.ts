import { z } from 'zod';
import { wilson } from '../domain/statistics/intervals.ts';

/** k of n with its 95 % Wilson interval; null bounds where n is 0. */
export const proportion = z.strictObject({
  k: z.number().int(),
  n: z.number().int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Proportion = z.infer<typeof proportion>;

/** k of n, as it is told. */
export const proportionOf = (k: number, n: number): Proportion => ({ k, n, ...wilson(k, n) });
