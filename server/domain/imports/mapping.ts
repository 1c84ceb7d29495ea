import { told, type Told } from '../told.ts';
import type { ItemKindName } from '../words.ts';

/** Which column of a file fills which field of an item or its label. */
export type Assignment = { column: string; field: string };

/** Fields that a column fills as a whole. */
export const wholeFields = [
  'key',
  'payload',
  'inputs',
  'value',
  'model',
  'model_value',
  'confidence',
  'scores',
  'occurred_at',
  'priority',
  'unit',
] as const;

/** What payloads of each kind are made of; those of table rows have the cells `row.…` besides. */
export const payloadFields: Record<ItemKindName, readonly string[]> = {
  text: ['text', 'title', 'format', 'direction'],
  image: ['image', 'caption', 'width', 'height'],
  audio: ['audio', 'caption'],
  video: ['video', 'caption', 'fps'],
  table: ['title'],
};

/** What an item of each kind is told by in most files, in lower case. */
const contentNames: Record<ItemKindName, readonly string[]> = {
  text: ['text', 'content', 'body', 'message', 'sentence', 'document', 'review'],
  image: ['image', 'image_url', 'imageurl', 'img', 'url', 'picture', 'photo'],
  audio: ['audio', 'audio_url', 'url', 'recording', 'sound'],
  video: ['video', 'video_url', 'url', 'film', 'clip'],
  table: [],
};

/** What the other fields are called in most files, in lower case; the first that is there counts. */
const commonNames: Record<Exclude<(typeof wholeFields)[number], 'payload' | 'inputs'>, readonly string[]> = {
  key: ['key', 'id', 'item_key', 'uid', 'uuid'],
  value: ['value', 'label', 'class', 'target', 'annotation', 'answer'],
  model: ['model', 'model_version'],
  model_value: ['model_value', 'prediction', 'predicted'],
  confidence: ['confidence', 'score', 'probability'],
  scores: ['scores', 'probabilities'],
  occurred_at: ['occurred_at', 'timestamp', 'created_at', 'date', 'time'],
  priority: ['priority'],
  unit: ['unit'],
};

const prefixes = ['inputs.', 'payload.row.'];

/** Whether a field is one of items of this kind. */
export const isField = (field: string, itemKind: ItemKindName): boolean => {
  if ((wholeFields as readonly string[]).includes(field)) return true;
  if (payloadFields[itemKind].some((name) => field === `payload.${name}`)) return true;
  const prefix = prefixes.find((one) => field.startsWith(one));
  return (
    prefix !== undefined && field.length > prefix.length && (prefix === 'inputs.' || itemKind === 'table')
  );
};

/** What is wrong with which columns fill which fields, by its place; null where nothing is. */
export const mappingFault = (
  mapping: readonly Assignment[],
  itemKind: ItemKindName,
): { at: number; fault: Told } | null => {
  const taken = new Set<string>();
  for (const [at, { field }] of mapping.entries()) {
    if (!isField(field, itemKind)) return { at, fault: told`"${field}" is no field of these items` };
    if (taken.has(field)) return { at, fault: told`"${field}" is filled by two columns` };
    taken.add(field);
  }
  const isWhole = taken.has('payload');
  const parts = mapping.findIndex(({ field }) => field.startsWith('payload.'));
  if (isWhole && parts !== -1)
    return { at: parts, fault: told`the payload is filled by one column, or part by part` };
  return null;
};

/** What most probably fills which field, by the names of a file's columns. */
export const proposeMapping = (columns: readonly string[], itemKind: ItemKindName): Assignment[] => {
  const left = new Map(columns.map((column) => [column.toLowerCase().replace(/^data\./, ''), column]));
  const found: Assignment[] = [];
  const take = (field: string, names: readonly string[]): boolean => {
    const name = names.find((one) => left.has(one));
    const column = name === undefined ? undefined : left.get(name);
    if (name === undefined || column === undefined) return false;
    found.push({ column, field });
    left.delete(name);
    return true;
  };
  for (const [field, names] of Object.entries(commonNames)) take(field, names);
  take('inputs', ['inputs']);
  if (take('payload', ['payload'])) return found;
  const [content] = payloadFields[itemKind];
  if (itemKind !== 'table') take(`payload.${content}`, contentNames[itemKind]);
  for (const name of payloadFields[itemKind]) take(`payload.${name}`, [name, `payload.${name}`]);
  for (const [name, column] of left) {
    if (name.startsWith('inputs.')) found.push({ column, field: `inputs.${column.slice('inputs.'.length)}` });
    else if (itemKind === 'table')
      found.push({ column, field: `payload.row.${column.replace(/^data\./, '')}` });
  }
  return found;
};
