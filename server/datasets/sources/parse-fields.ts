import { fieldsOf } from '../../domain/form.ts';
import { told, type Told } from '../../domain/told.ts';
import type { Json } from '../../domain/words.ts';
import type { Line } from './lines.ts';

/** The fields of an object that is written as JSON, or what is wrong with it; null: it was longer than the limit. */
export const parseFields = (
  text: Line,
  limit: number,
): { fields: Record<string, Json> } | { fault: Told } => {
  if (text === null) return { fault: told`is longer than ${limit} bytes, the limit of this server` };
  try {
    const fields = fieldsOf(JSON.parse(text) as Json); // what it gives is JSON
    return fields ? { fields } : { fault: told`must be an object` };
  } catch {
    return { fault: told`is not JSON` };
  }
};
