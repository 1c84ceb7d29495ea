import type { z } from 'zod';

/** A place in a keyset order as opaque text: the sort key of the last row of a page, as base64url of its JSON. */
export const encodeCursor = (parts: readonly (string | number)[]): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(parts))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** The sort key in a cursor's text, in the schema's shape; null where the text is no such cursor. */
export const decodeCursor = <T>(text: string, schema: z.ZodType<T>): T | null => {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    );
    const parsed = schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // neither base64 nor JSON
  }
};
