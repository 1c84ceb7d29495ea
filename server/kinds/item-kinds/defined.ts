import type { Json } from '../../domain/words.ts';

/** The fields of something sent as JSON that were given. */
export const defined = (fields: Readonly<Record<string, unknown>>): Record<string, Json> => {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) kept[name] = value as Json; // it was sent as JSON
  return kept;
};
