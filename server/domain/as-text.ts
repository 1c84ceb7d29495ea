import type { Json } from './words.ts';

/** A value as a text: one that is none as JSON. */
export const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
