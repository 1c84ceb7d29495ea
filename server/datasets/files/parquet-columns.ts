import type { SchemaElement } from 'hyparquet-writer';
import { fieldsOf } from '../../domain/form.ts';
import type { Json } from '../../domain/words.ts';
import type { ColumnType, DatasetColumn } from './columns.ts';

/** What a column can hold: its elements in the schema, and how a value stands in it; null where it does not fit. */
type Kind = {
  elements(name: string, repetition_type: 'OPTIONAL' | 'REQUIRED'): SchemaElement[];
  cell(value: Json): unknown;
};

const leaf = (type: Omit<SchemaElement, 'name'>, cell: Kind['cell']): Kind => ({
  elements: (name, repetition_type) => [{ name, repetition_type, ...type }],
  cell,
});

const listOf = (one: Kind): Kind => ({
  elements: (name, repetition_type) => [
    { name, repetition_type, converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...one.elements('element', 'REQUIRED'),
  ],
  cell: (value) => {
    if (!Array.isArray(value)) return null;
    const all = value.map((inner) => one.cell(inner));
    return all.includes(null) ? null : all;
  },
});

const structOf = (fields: Record<string, Kind>): Kind => ({
  elements: (name, repetition_type) => [
    { name, repetition_type, num_children: Object.keys(fields).length },
    ...Object.entries(fields).flatMap(([inner, kind]) => kind.elements(inner, 'OPTIONAL')),
  ],
  cell: (value) => {
    const given = fieldsOf(value);
    if (given === null) return null;
    return Object.fromEntries(
      Object.entries(fields).map(([name, kind]) => [name, kind.cell(given[name] ?? null)]),
    );
  },
});

const utf8 = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
const text = leaf(utf8, (value) => (typeof value === 'string' ? value : null));
const number = leaf({ type: 'DOUBLE' }, (value) => (typeof value === 'number' ? value : null));

const numbersByName: Kind = {
  elements: (name, repetition_type) => [
    { name, repetition_type, converted_type: 'MAP', num_children: 1 },
    { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
    ...text.elements('key', 'REQUIRED'),
    ...number.elements('value', 'REQUIRED'),
  ],
  cell: (value) => {
    const given = fieldsOf(value);
    return given && Object.values(given).every((inner) => typeof inner === 'number') ? given : null;
  },
};

const instantOf = (value: Json): Date | null => {
  const at = typeof value === 'string' ? new Date(value) : null;
  return at === null || Number.isNaN(at.valueOf()) ? null : at;
};

/** JSON is text: of its own type in Parquet some readers make bytes. */
const kinds: Record<ColumnType, Kind> = {
  text,
  number,
  instant: leaf({ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }, instantOf),
  whole: leaf({ type: 'INT64' }, (value) => (Number.isSafeInteger(value) ? BigInt(Number(value)) : null)),
  flag: leaf({ type: 'BOOLEAN' }, (value) => (typeof value === 'boolean' ? value : null)),
  texts: listOf(text),
  json: leaf(utf8, (value) => (value === null ? null : JSON.stringify(value))),
};

const lineage = structOf({
  item_id: text,
  label_id: text,
  prediction_id: text,
  routing_id: text,
  decision_ids: listOf(text),
  estimate_id: text,
});

const opinionsOf = (value: Kind): Kind =>
  listOf(
    structOf({
      decision_id: text,
      inspector: text,
      value,
      arm: text,
      suggestion_shown: kinds.flag,
      decided_at: kinds.instant,
      time_spent_ms: kinds.whole,
    }),
  );

/** A column as Parquet has it. */
export type ParquetColumn = {
  name: string;
  elements: SchemaElement[];
  cellOf: (row: Parameters<DatasetColumn['of']>[0]) => unknown;
  /** Whether its least and greatest value say something; JSON would stand in the footer whole. */
  isOrdered: boolean;
  /** Whether rows differ in it: what a dictionary could save, compression saves as well, in a fraction of the time. */
  isVaried: boolean;
};

/** Columns with Parquet's types: what rows have inside one another is nested there, too; JSON of any shape is text. */
export const parquetColumns = (columns: readonly DatasetColumn[]): ParquetColumn[] => {
  const value = columns.find(({ name }) => name === 'value')?.type ?? 'json';
  const nested: Record<string, Kind> = {
    scores: numbersByName,
    opinions: opinionsOf(kinds[value]),
    lineage,
  };
  return columns.map(({ name, type, nullable, of }) => {
    const known = type === 'json' ? nested[name] : undefined;
    const kind = known ?? kinds[type];
    const isOptional = nullable || (type === 'json' && !known);
    return {
      name,
      elements: kind.elements(name, isOptional ? 'OPTIONAL' : 'REQUIRED'),
      cellOf: (row) => kind.cell(of(row)),
      isOrdered: type !== 'json',
      isVaried: name === 'key' || name === 'lineage' || (type === 'json' && !known),
    };
  });
};
