import { fieldsOf } from '../../domain/form.ts';
import { isEqual } from '../../domain/is-equal.ts';
import type { Json } from '../../domain/words.ts';
import { countedBytes } from './counted-bytes.ts';
import { elements } from './elements.ts';
import { unreadIn, valueOf } from './label-studio/value-of.ts';
import { parseFields } from './parse-fields.ts';
import type { Reading, RecordFields, SourceFormat } from './source-format.ts';

type Fields = Record<string, Json>;

const listOf = (value: Json | undefined): Fields[] =>
  Array.isArray(value) ? value.map(fieldsOf).filter((fields) => fields !== null) : [];

/** Of several annotations the one that is marked as the truth, or else the first; one that was skipped is none. */
const annotationOf = ({ annotations, completions }: Fields): Fields | undefined => {
  const given = listOf(annotations ?? completions).filter((one) => one['was_cancelled'] !== true);
  return given.find((one) => one['ground_truth'] === true) ?? given[0];
};

/** A version as models are called here. */
const modelOf = (version: Json | undefined): string | null => {
  if (typeof version !== 'string' || version.trim() === '') return null;
  return /^[^\s@]+@[^\s@]+$/.test(version)
    ? version
    : `label-studio@${version.trim().replaceAll(/[\s@]+/g, '-')}`;
};

const annotated = (annotation: Fields | undefined, data: Fields, { schema }: Reading): Fields => ({
  value: annotation ? valueOf(schema, listOf(annotation['result']), data) : null,
});

const predicted = ([first]: Fields[], data: Fields, { schema }: Reading): Fields =>
  first
    ? {
        model: modelOf(first['model_version']),
        model_value: valueOf(schema, listOf(first['result']), data),
        confidence: first['score'] ?? null,
      }
    : {};

/** Whether two answers are the same, but for what is lost where places are reckoned in percent and back. */
const isAlike = (a: Json, b: Json): boolean => {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, i) => isAlike(one, b[i] ?? null));
  const [one, other] = [fieldsOf(a), fieldsOf(b)];
  if (one === null || other === null) return isEqual(a, b);
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every(
    (name) => name in one && name in other && isAlike(one[name] ?? null, other[name] ?? null),
  );
};

/** The row that a task from here carries with it, under the answer that it has now: one that was changed is nobody's here. */
const oursIn = (task: Fields, annotated: Json | undefined): Fields => {
  const row = fieldsOf(fieldsOf(task['meta'])?.['countersign']);
  if (row === null) return {};
  const { value = null, lineage: _, ...rest } = row;
  if (annotated === undefined || isAlike(annotated, value)) return row;
  return { ...rest, value: annotated };
};

/** A task's columns: its id, `data.…`, what was annotated and predicted; and those of a task that came from here. */
const recordOf = (task: Fields, reading: Reading): RecordFields => {
  const data = fieldsOf(task['data']) ?? {};
  const annotation = annotationOf(task);
  const given = annotated(annotation, data, reading);
  const ours = oursIn(task, annotation && given['value']);
  const fields = {
    ...('id' in task && { id: task['id'] ?? null }),
    ...Object.fromEntries(Object.entries(data).map(([name, one]) => [`data.${name}`, one])),
    ...predicted(listOf(task['predictions']), data, reading),
    ...given,
    ...ours,
  };
  const unread = (one: Fields | undefined) => (one ? unreadIn(reading.schema, listOf(one['result'])) : null);
  return {
    fields,
    annotatedAt: annotation?.['created_at'] ?? null,
    unread: {
      value: unread(annotation),
      // What the model of a task from here said stands as it was.
      model_value: 'model_value' in ours ? null : unread(listOf(task['predictions'])[0]),
    },
  };
};

/** Tasks of Label Studio as its JSON export has them: a list of objects with `data`, `predictions` and `annotations`. */
export const labelStudio: SourceFormat = {
  title: 'Label Studio',
  async *records(file, reading) {
    const { bytes, share } = countedBytes(file);
    let line = 0;
    for await (const group of elements(bytes, reading.limit))
      for (const element of group) {
        line += 1;
        const read = 'fault' in element ? element : parseFields(element.text, reading.limit);
        yield {
          line,
          share: share(),
          ...('fields' in read ? recordOf(read.fields, reading) : read),
        };
      }
  },
};
