import { z } from 'zod';
import { mostInspectors } from '../domain/consensus.ts';
import { longestDue } from '../domain/due.ts';
import { inputOperators, type Policy } from '../domain/policy.ts';
import { degrees } from '../domain/words.ts';
import { customIssue } from './parse.ts';
import { groupName } from './group.ts';
import { line, share } from './values.ts';
import { told, type Told } from '../domain/told.ts';

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
      const fault = (what: Told) => ctx.issues.push(customIssue(['value'], value, what));
      if (['lt', 'lte', 'gt', 'gte'].includes(op) && typeof value !== 'number') fault(told`must be a number`);
      else if (op === 'in' && !Array.isArray(value)) fault(told`must be a list`);
      else if (op === 'missing' && value !== null) fault(told`must be null`);
      else if ((op === 'eq' || op === 'ne') && (value === null || Array.isArray(value)))
        fault(told`must be a number, a text or true or false`);
    }),
  z.strictObject({ on: z.literal('class'), in: z.array(z.string().max(100)).min(1).max(100) }),
  z.strictObject({ on: z.literal('confidence'), op: z.enum(['lt', 'gte']), value: share }),
  z.strictObject({ on: z.literal('model'), in: z.array(z.string().max(200)).min(1).max(100) }),
  z.strictObject({ on: z.literal('age'), op: z.enum(['lt', 'gte']), seconds: z.number().min(0) }),
]);

/** Minutes in which reviews are to be decided. */
const dueMinutes = z.number().int().min(1).max(longestDue).optional();

const inspectors = z.number().int().min(1).max(mostInspectors);

const consensus = z.union([
  z.enum(['unanimous', 'majority']),
  z.strictObject({ atLeast: z.number().int().min(1).max(mostInspectors) }),
]);

const when = z.array(condition).min(1).max(20);

const rule = z.strictObject({
  name: line(100),
  when,
  then: z
    .strictObject({
      review: z.boolean().optional(),
      priority: z.number().int().min(0).max(1000).optional(),
      inspectors: inspectors.optional(),
      dueMinutes,
      skill: groupName.optional(),
    })
    .refine(
      (then) => Object.values(then).some((v) => v !== undefined),
      told`a rule must do something`.message,
    ),
});

/** Each name stands once in a list. */
const namedOnce =
  (list: 'rules' | 'auditStrata') => (ctx: z.core.ParsePayload<Pick<Policy, typeof list>>) => {
    const names = new Set<string>();
    ctx.value[list].forEach(({ name }, i) => {
      if (names.has(name))
        ctx.issues.push(customIssue([list, i, 'name'], name, told`"${name}" stands twice`));
      names.add(name);
    });
  };

/** How a project decides who decides. */
export const policy = z
  .strictObject({
    degree: z.enum(degrees),
    threshold: share,
    classThresholds: z.record(z.string().max(100), share),
    blindShare: share,
    auditShare: share,
    /** The first that an automatically accepted item matches gives the probability of its audit, else `auditShare`. */
    auditStrata: z
      .array(z.strictObject({ name: line(100), when, share }))
      .max(20)
      .default([]),
    /** Within how many minutes of being made reviews are to be decided; without it they are never due. */
    dueMinutes,
    /** The share of that time after which the priority of a review that waits is raised. */
    raiseAfter: z.number().min(0.1).max(1).optional(),
    rules: z.array(rule).max(50),
    /** How many inspectors judge an item that goes to people, where no rule says otherwise; left out: one. */
    inspectors: inspectors.optional(),
    /**
     * When their answers are a consensus: all agree (as where it is left out), more than half do, or at least so many and
     * more than half.
     */
    consensus: consensus.optional(),
  })
  .check(namedOnce('rules'), namedOnce('auditStrata')) satisfies z.ZodType<Policy>;
