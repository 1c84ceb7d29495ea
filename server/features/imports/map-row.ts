import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RecordFields } from '../../datasets/sources/source-format.ts';
import { fieldsOf } from '../../domain/form.ts';
import type { Assignment } from '../../domain/imports/mapping.ts';
import { importModel } from '../../domain/imports/words.ts';
import type { Told } from '../../domain/told.ts';
import type { ItemKindName, Json } from '../../domain/words.ts';
import type { ProjectState } from '../../http/handler.ts';
import { answerOf, instantOf, measured, numeric, referencesAlone, structured } from './from-text.ts';

/** A row by the fields that its columns fill: what it says as it would be submitted, and beside that its label. */
export type MappedRow = {
  key: Json;
  payload: Json;
  inputs: Json;
  occurredAt: Json;
  priority: Json;
  unit: Json;
  value: Json;
  model: Json;
  modelValue: Json;
  confidence: Json;
  scores: Json;
  /** When the label was given, where the file's form tells it. */
  annotatedAt: Json;
  /** The columns that fill no field. */
  rest: Readonly<Record<string, Json>>;
  /** Why fields cannot be read as what the file holds of them. */
  unread: ReadonlyMap<string, Told>;
};

const textOf = (value: Json): Json => (typeof value === 'number' ? String(value) : value);

/** Where a file lies, as payloads refer to it: by address, by hash, or with its bytes. */
const referenceOf = (value: Json): Json => {
  if (typeof value !== 'string') return referencesAlone(value);
  const inline = /^data:[^,]*;base64,/.exec(value);
  if (inline) return { base64: value.slice(inline[0].length) };
  if (/^[0-9a-f]{64}$/.test(value)) return { media: value };
  return /^\s*\{/.test(value) ? referencesAlone(structured(value)) : { url: value };
};

const mediaFields = ['image', 'audio', 'video'];
const numberFields = ['width', 'height', 'fps'];

const payloadField = (name: string, value: Json): Json => {
  if (mediaFields.includes(name)) return referenceOf(value);
  return numberFields.includes(name) ? numeric(value) : textOf(value);
};

/** The payload that columns fill part by part; null where they fill none of it. */
const assembled = (parts: readonly (readonly [string, Json])[], itemKind: ItemKindName): Json => {
  const cells = parts.flatMap(([name, value]) =>
    itemKind === 'table' && name.startsWith('row.') ? [[name.slice('row.'.length), value] as const] : [],
  );
  const rest = parts.flatMap(([name, value]) =>
    name.startsWith('row.') || value === null ? [] : [[name, payloadField(name, value)] as const],
  );
  if (cells.length === 0 && rest.length === 0) return null;
  return { ...(cells.length > 0 && { row: Object.fromEntries(cells) }), ...Object.fromEntries(rest) };
};

/** An item that no column names is known by what it shows. */
const keyOfPayload = (payload: Json): string =>
  hash('sha256', canonicalize(payload) ?? '', 'hex').slice(0, 32);

/** What people answered, where a file has it in a list with each answer as it stands in its cells. */
const opinionsOf = (schema: ProjectState['schema'], opinions: Json): Json =>
  Array.isArray(opinions)
    ? opinions.map((one) => {
        const opinion = fieldsOf(one);
        return opinion && 'value' in opinion
          ? { ...opinion, value: answerOf(schema, opinion['value'] ?? null) }
          : one;
      })
    : opinions;

/** A row by the fields that its columns fill. */
export const mapRow = (
  { schema, itemKind }: Pick<ProjectState, 'schema' | 'itemKind'>,
  mapping: readonly Assignment[],
  { fields, annotatedAt = null, unread = {} }: RecordFields,
): MappedRow => {
  const mappedColumns = new Set(mapping.map(({ column }) => column));
  const valueIn = (column: string): Json => (Object.hasOwn(fields, column) ? (fields[column] ?? null) : null);
  const whole = new Map(mapping.map(({ column, field }) => [field, valueIn(column)]));
  const of = (field: string): Json => whole.get(field) ?? null;
  const below = (prefix: string) =>
    [...whole].flatMap(([field, value]) =>
      field.startsWith(prefix) ? [[field.slice(prefix.length), value] as const] : [],
    );
  const payload = whole.has('payload')
    ? referencesAlone(structured(of('payload')))
    : assembled(below('payload.'), itemKind);
  const inputs = structured(of('inputs')) ?? {};
  const together = fieldsOf(inputs);
  const single = below('inputs.').map(([name, value]) => [name, measured(value)] as const);
  return {
    key: whole.has('key') || payload === null ? textOf(of('key')) : keyOfPayload(payload),
    payload,
    inputs: together && single.length > 0 ? { ...together, ...Object.fromEntries(single) } : inputs,
    occurredAt: instantOf(of('occurred_at')),
    priority: numeric(of('priority')) ?? 0,
    unit: textOf(of('unit')),
    value: answerOf(schema, of('value')),
    model: textOf(of('model')),
    modelValue: answerOf(schema, of('model_value')),
    confidence: numeric(of('confidence')),
    scores: structured(of('scores')),
    annotatedAt,
    rest: Object.fromEntries(
      Object.entries(fields).flatMap(([column, value]) => {
        if (mappedColumns.has(column)) return [];
        return [[column, column === 'opinions' ? opinionsOf(schema, value) : value] as const];
      }),
    ),
    unread: new Map(
      mapping.flatMap(({ column, field }) => {
        const fault = unread[column];
        return fault ? [[field, fault] as const] : [];
      }),
    ),
  };
};

/** What a row says as it would be submitted: with what its model says of it, or by none. */
export const submissionOf = (
  { key, payload, inputs, occurredAt, priority, unit, ...said }: MappedRow,
  withModel: boolean,
) => ({
  ...(key !== null && { key }),
  ...(payload !== null && { payload }),
  inputs,
  occurredAt,
  priority,
  unit,
  model: (withModel ? said.model : null) ?? importModel,
  value: withModel ? said.modelValue : null,
  confidence: withModel ? said.confidence : null,
  scores: withModel ? said.scores : null,
});
