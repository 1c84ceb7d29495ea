import { fieldsOf } from '../../domain/form.ts';
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

/** A task's columns: its id, `data.…`, what was annotated and predicted; and those of a task that came from here. */
const recordOf = (task: Fields, reading: Reading): RecordFields => {
  const data = fieldsOf(task['data']) ?? {};
  const { value, ...ours } = fieldsOf(fieldsOf(task['meta'])?.['countersign']) ?? {};
  const annotation = annotationOf(task);
  const fields = {
    ...('id' in task && { id: task['id'] ?? null }),
    ...Object.fromEntries(Object.entries(data).map(([name, one]) => [`data.${name}`, one])),
    ...predicted(listOf(task['predictions']), data, reading),
    ...annotated(annotation, data, reading),
    ...(!annotation && value !== undefined && { value }),
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
