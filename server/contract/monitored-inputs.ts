import { z } from 'zod';
import { mostCategories, mostInputs, type MonitoredInput } from '../domain/measures/inputs.ts';
import { fixedRows, type MonitoringRows } from '../domain/measures/rows.ts';
import { mostSteps } from '../domain/pipeline/steps.ts';
import { line, text } from './values.ts';
import { told } from '../domain/told.ts';

const name = text(100).min(1);

const number = z
  .strictObject({
    name,
    type: z.literal('number'),
    /** What is in range, both included; null: without a bound. */
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** What it is measured in. */
    unit: text(20).optional(),
  })
  .refine(({ low, high }) => low === null || high === null || low < high, {
    path: ['high'],
    message: told`must be above low`.message,
  });

const category = z.strictObject({
  name,
  type: z.literal('category'),
  /** Every other value is an unseen category. */
  known: z
    .array(line(100))
    .max(mostCategories)
    .refine((known) => new Set(known).size === known.length, told`must not name a category twice`.message),
});

/** An input that items come with, and what is expected of it. */
export const monitoredInput = z.discriminatedUnion('type', [
  number,
  category,
]) satisfies z.ZodType<MonitoredInput>;

/** The inputs that are measured. */
export const monitoredInputs = z
  .array(monitoredInput)
  .max(mostInputs)
  .refine(
    (inputs) => new Set(inputs.map((input) => input.name)).size === inputs.length,
    told`must not name an input twice`.message,
  );

const row = z.union([
  z.enum(fixedRows),
  text(106).regex(/^(?:input|step):[^]+$/, told`must be a row`.message),
]);
const rows = z.array(row).max(fixedRows.length + 2 * (mostInputs + mostSteps));

/** How the page that shows the measures is arranged: rows in order, and rows that are not shown. */
export const monitoringRows = z.strictObject({
  order: rows,
  hidden: rows,
}) satisfies z.ZodType<MonitoringRows>;
