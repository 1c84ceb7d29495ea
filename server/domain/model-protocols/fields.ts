import type { Json } from '../words.ts';
import type { AskedItem } from './protocol.ts';
import { field } from './said.ts';

/** An item's measured inputs and the parts of its payload in one object; a file is its base64, or its address on the web. */
export const fieldsOf = ({ payload, inputs }: AskedItem): Record<string, Json> => {
  const parts = typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload : {};
  const flat = Object.entries(parts).map(([name, part]): [string, Json] => [
    name,
    field(part, 'base64') ?? field(part, 'url') ?? part,
  ]);
  return { ...inputs, ...Object.fromEntries(flat) };
};
