import { z } from 'zod';
import { schemaFaults, type LabelSchema } from '../domain/label-schema.ts';
import { line } from './values.ts';

const choiceClass = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[^\s"]+$/, 'must not contain spaces or quotes'),
  title: line(100),
  color: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #1c7ed6'),
  key: z
    .string()
    .regex(/^[a-z0-9]$/, 'must be one lower-case letter or digit')
    .nullable(),
  retired: z.boolean().default(false),
});

/** What inspectors are asked: one choice of n classes. */
export const labelSchema = z
  .strictObject({ kind: z.literal('choice'), classes: z.array(choiceClass).min(2).max(100) })
  .check((ctx) => {
    for (const fault of schemaFaults(ctx.value, null))
      ctx.issues.push({ code: 'custom', input: ctx.value, path: fault.path, message: fault.message });
  }) satisfies z.ZodType<LabelSchema>;
