import type { LabelSchema } from '../../domain/label-schema.ts';
import { fieldsOf } from '../../domain/form.ts';
import type { Json } from '../../domain/words.ts';

/** A text as the JSON that it holds; the text itself where it holds none. */
export const parsed = (text: string): Json => {
  try {
    return JSON.parse(text) as Json; // what it gives is JSON
  } catch {
    return text;
  }
};

const numberIn = (text: string): Json => {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : text;
};

const jsonIn = (text: string): Json => (/^\s*[[{"]/.test(text) ? parsed(text) : text);

/** Files that hold nothing but texts separate the classes of an answer by semicolons. */
const namesIn = (text: string): Json =>
  /^\s*\[/.test(text) ? parsed(text) : text.split(';').map((name) => name.trim());

const className = ({ classes }: { classes: { name: string }[] }, text: string): Json =>
  classes.some(({ name }) => name === text) ? text : jsonIn(text);

/** A measurement that stands in a cell: a number, a flag, or the text that it is. */
export const measured = (value: Json): Json => {
  if (typeof value !== 'string') return value;
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value) ? numberIn(value) : value;
};

/** A number that may stand as a text. */
export const numeric = (value: Json): Json => (typeof value === 'string' ? numberIn(value) : value);

/** A list or an object that may stand as a text. */
export const structured = (value: Json): Json => (typeof value === 'string' ? jsonIn(value) : value);

const plainDay = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/;

/** An instant as RFC 3339; days, and times of no zone, are of UTC. */
export const instantOf = (value: Json): Json => {
  if (typeof value !== 'string' || !plainDay.test(value.trim())) return value;
  const at = new Date(`${value.trim().replace(' ', 'T')}${value.trim().length > 10 ? 'Z' : ''}`);
  return Number.isNaN(at.valueOf()) ? value : at.toISOString();
};

/** An answer under a schema, that may stand as a text; what is none is kept as it is, so that it is refused. */
export const answerOf = (schema: LabelSchema, value: Json): Json => {
  if (typeof value !== 'string') return value;
  switch (schema.kind) {
    case 'choice':
      return className(schema, value);
    case 'choices':
      return namesIn(value);
    case 'number':
    case 'rating':
      return numberIn(value);
    case 'text':
    case 'transcript':
      return value;
    case 'boxes':
    case 'points':
    case 'polygons':
    case 'spans':
    case 'ranges':
    case 'form':
      return jsonIn(value);
  }
};

/** A file of ours is told of with what it is like; senders name it by its hash alone. */
export const referencesAlone = (payload: Json): Json => {
  if (Array.isArray(payload)) return payload.map(referencesAlone);
  const fields = fieldsOf(payload);
  if (!fields) return payload;
  const { media, ...rest } = fields;
  if (typeof media === 'string' && Object.keys(rest).every((name) => name === 'type' || name === 'size'))
    return { media };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, referencesAlone(value)]));
};
