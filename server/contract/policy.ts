import { z } from 'zod';
import { inputOperators, type Policy } from '../domain/policy.ts';
import { degrees } from '../domain/words.ts';
import { line, share } from './values.ts';

const category = z.union([z.number(), z.string().max(200)]);

const condition = z.discriminatedUnion('on', [
  z
    .strictObject({
      on: z.literal('input'),
      name: line(100),
      op: z.enum(inputOperators),
      value: z.union([z.number(), z.string().max(200), z.boolean(), z.array(category).max(100), z.null()]),
    })
    .check((ctx) => {
      const { op, value } = ctx.value;
      const fault = (message: string) =>
        ctx.issues.push({ code: 'custom', input: value, path: ['value'], message });
      if (['lt', 'lte', 'gt', 'gte'].includes(op) && typeof value !== 'number') fault('must be a number');
      else if (op === 'in' && !Array.isArray(value)) fault('must be a list');
      else if (op === 'missing' && value !== null) fault('must be null');
      else if ((op === 'eq' || op === 'ne') && (value === null || Array.isArray(value)))
        fault('must be a number, a text or true or false');
    }),
  z.strictObject({ on: z.literal('class'), in: z.array(z.string().max(100)).min(1).max(100) }),
  z.strictObject({ on: z.literal('confidence'), op: z.enum(['lt', 'gte']), value: share }),
  z.strictObject({ on: z.literal('model'), in: z.array(z.string().max(200)).min(1).max(100) }),
  z.strictObject({ on: z.literal('age'), op: z.enum(['lt', 'gte']), seconds: z.number().min(0) }),
]);

const rule = z.strictObject({
  name: line(100),
  when: z.array(condition).min(1).max(20),
  then: z
    .strictObject({
      review: z.boolean().optional(),
      priority: z.number().int().min(0).max(1000).optional(),
      inspectors: z.union([z.literal(1), z.literal(2)]).optional(),
    })
    .refine((then) => Object.values(then).some((v) => v !== undefined), 'a rule must do something'),
});

/** How a project decides who decides. */
export const policy = z
  .strictObject({
    degree: z.enum(degrees),
    threshold: share,
    classThresholds: z.record(z.string().max(100), share),
    blindShare: share,
    auditShare: share,
    rules: z.array(rule).max(50),
  })
  .check((ctx) => {
    const names = new Set<string>();
    ctx.value.rules.forEach((r, i) => {
      if (names.has(r.name))
        ctx.issues.push({
          code: 'custom',
          input: r.name,
          path: ['rules', i, 'name'],
          message: `"${r.name}" stands twice`,
        });
      names.add(r.name);
    });
  }) satisfies z.ZodType<Policy>;
