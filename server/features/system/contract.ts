import { z } from 'zod';
import { defineContract } from '../../contract/route.ts';
import { instant } from '../../contract/values.ts';
import { systemChartNames } from '../../domain/system/charts.ts';
import { systemFigureNames } from '../../domain/system/figures.ts';
import { told } from '../../domain/told.ts';

const value = z.number().nullable();

const line = z.strictObject({
  figure: z.enum(systemFigureNames),
  /** The outcome, code or job that it is about; null: no single one. */
  category: z.string().nullable(),
  /** The figure over the whole time, and how much stands behind it. */
  all: z.strictObject({ value, n: z.number().int() }),
  /** One for each step, in order; a value is null where nothing stands behind it. */
  points: z.array(z.strictObject({ at: instant, value, n: z.number().int() })),
});
export type SystemLine = z.infer<typeof line>;

const series = z.strictObject({
  /** The instances that reported in this time, by name. */
  instances: z.array(z.string()),
  from: instant,
  to: instant,
  /** How long each step is. */
  stepMinutes: z.number().int(),
  charts: z.array(z.strictObject({ chart: z.enum(systemChartNames), lines: z.array(line) })),
});
export type SystemSeries = z.infer<typeof series>;

export const systemContract = defineContract({
  series: {
    method: 'get',
    path: '/system/series',
    summary:
      'What the instances of this server measured of themselves, over time: points ready to be drawn, of all instances ' +
      'together or of one, up to the last minute that is over. What is longer ago is told in longer steps',
    access: 'admin',
    query: z
      .strictObject({ from: instant, to: instant, instance: z.string().max(300).optional() })
      .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
        path: ['to'],
        ...told`must be after from`,
      }),
    reply: series,
    errors: [],
  },
});
