import { z } from 'zod';
import type { Json } from '../domain/words.ts';
import { told } from '../domain/told.ts';

/** An instant as RFC 3339 in UTC. */
export const instant = z.iso.datetime({ offset: true }).meta({ description: 'RFC 3339 instant' });

/** A UUID as text. */
export const id = z.uuid();

/** A project's name in addresses. */
export const slug = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, told`lower-case letters, digits and single hyphens`.message);

/** Levels of lists and objects in one another; what walks a value by recursion runs out of stack far beyond. */
const deepest = 100;

/** Whether a text can be kept and hashed: no half of a surrogate pair, and no NUL, which PostgreSQL cannot keep. */
const isWhole = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

const notWhole = 'must not contain NUL characters or halves of surrogate pairs';

const isKeepable = (value: unknown, depth = 0): boolean => {
  if (typeof value === 'string') return isWhole(value);
  if (typeof value !== 'object' || value === null) return value !== undefined;
  if (depth === deepest) return false;
  for (const [key, inner] of Object.entries(value))
    if (!isWhole(key) || !isKeepable(inner, depth + 1)) return false;
  return true;
};

/** Any JSON value of whole characters, none of them NUL, and nested within reason. It comes from JSON.parse, so it is JSON. */
export const json = z.custom<Json>((value) => isKeepable(value), {
  error: (issue) =>
    issue.input === undefined
      ? 'is required'
      : `must be a JSON value without NUL characters or halves of surrogate pairs, nested at most ${deepest} levels`,
});

/** A text that can be kept and hashed. */
export const text = (max: number) => z.string().max(max).refine(isWhole, notWhole);

/** A measured number or category. */
export const measuredValue = z.union([z.number(), text(500), z.boolean(), z.null()]);

/** A probability or share. */
export const share = z.number().min(0).max(1);

/** `name@version` of a model. */
export const modelName = z
  .string()
  .max(200)
  .regex(/^[^\s@]+@[^\s@]+$/, told`must be name@version`.message)
  .refine(isWhole, notWhole);

/** The sender's own id of an item. */
export const itemKey = z
  .string()
  .min(1)
  .max(300)
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f]+$/, told`must not contain control characters`.message)
  .refine(isWhole, notWhole);

/** A short line of text that a person typed. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // oxlint-disable-next-line no-control-regex -- control characters are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, told`must be one line without control characters`.message)
    .refine(isWhole, notWhole);

/** An address to be called: absolute, http or https, and without a user, a password or a fragment. */
export const webAddress = line(2_000).refine((text) => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.hash === '';
}, 'must be an http or https address without a user, a password or a fragment');

/** A longer text that a person typed. */
export const prose = (max: number) =>
  z
    .string()
    .max(max)
    // oxlint-disable-next-line no-control-regex -- NUL is what is refused
    .regex(/^[^\u0000]*$/, told`must not contain NUL characters`.message)
    .refine(isWhole, notWhole);

/** What a list route takes to turn its pages. */
export const pageQuery = {
  cursor: z.string().max(4_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** One page of a list: the rows, and the cursor of the next page (null: this is the last). */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.strictObject({ rows: z.array(row), nextCursor: z.string().nullable() });

/** Who did something: a person, a service's key, or the program itself. */
export const actor = z.strictObject({
  kind: z.enum(['person', 'key', 'system']),
  id: z.string().nullable(),
  name: z.string(),
});

/** Nothing to say but that it is done. */
export const done = z.strictObject({ ok: z.literal(true) });
