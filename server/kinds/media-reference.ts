import { z } from 'zod';
import { customIssue } from '../contract/parse.ts';
import { told } from '../domain/told.ts';

/** How a payload names a file: one that is stored, its bytes in base64, or where it lies on the web. */
export type MediaReference = { media: string } | { base64: string } | { url: string };

/** A file as the media store knows it. */
export type StoredMedia = { media: string; type: string; size: number };

/** The SHA-256 of a file's bytes, in hex: its name in the media store. */
export const mediaHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, told`must be a SHA-256 in hex, as the upload answered it`.message);

/** Bytes in standard base64. Zod's own check refuses long texts. */
const base64 = z
  .string()
  .min(4, told`must not be empty`.message)
  .refine((text) => !text.startsWith('data:'), {
    error: told`must be the base64 alone, without "data:…;base64," before it`.message,
    abort: true,
  })
  .refine(
    (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
    told`must be base64 (RFC 4648, padded)`.message,
  );

const url = z.url({ protocol: /^https?$/, error: told`must be an http or https address`.message }).max(2_000);

const forms = { media: mediaHash, base64, url };

/** Refuses an object that has none, or more than one, of these fields. */
export const exactlyOne =
  <K extends string>(names: readonly K[]) =>
  (ctx: { value: Partial<Record<K, unknown>>; issues: z.core.$ZodRawIssue[] }): void => {
    const given = names.filter((name) => ctx.value[name] !== undefined);
    if (given.length === 1) return;
    const allowed = names.map((name) => `"${name}"`).join(', ');
    ctx.issues.push(customIssue([], ctx.value, told`must have exactly one of ${allowed}`));
  };

/** A media reference in one of these forms; fields of no form are refused by name. */
export const mediaReference = (...allowed: (keyof typeof forms)[]) =>
  z
    .strictObject(Object.fromEntries(allowed.map((form) => [form, forms[form].optional()])))
    .check(exactlyOne(allowed))
    .transform((value) => value as MediaReference); // the check left exactly one of the forms
