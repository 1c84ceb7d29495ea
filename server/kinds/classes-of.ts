import type { LabelSchema } from '../domain/label-schema.ts';
import type { Json } from '../domain/words.ts';

const classIn = (one: Json): string[] => {
  if (typeof one === 'string') return [one];
  const named = typeof one === 'object' && one !== null && !Array.isArray(one) ? one['class'] : undefined;
  return typeof named === 'string' ? [named] : [];
};

/** The classes that an answer names, each once: the one chosen, those chosen, or those of what is marked. */
export const classesOf = (schema: LabelSchema, value: Json): string[] => {
  if (!('classes' in schema)) return [];
  return [...new Set((Array.isArray(value) ? value : [value]).flatMap(classIn))];
};
