import type { ExportedLabel } from '../../../db/queries/labels.ts';

type Content = NonNullable<ExportedLabel['content']>;

/** Text as JSON; most needs no escapes. */
const quoted = (text: string): string => (/^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text));

/** A column of what became of the item: null where that is withheld. */
const of =
  (text: (content: Content) => string | number | boolean | null) =>
  ({ content }: ExportedLabel): string =>
    content === null ? 'null' : String(text(content));

/** 1/π for what people decided: how many items of its kind a label stands for. */
const weight = ({ source, reviewProbability }: Content): number | null =>
  source !== 'auto' && Number.isFinite(1 / reviewProbability) ? 1 / reviewProbability : null;

/** The columns of a dataset of labels, in order: the name, and a row's value as JSON text. */
export const columns: readonly (readonly [name: string, json: (row: ExportedLabel) => string])[] = [
  ['seq', (row) => String(row.seq)],
  ['label_id', (row) => `"${row.labelId}"`],
  ['item_id', (row) => `"${row.itemId}"`],
  ['key', (row) => quoted(row.key)],
  ['payload', (row) => row.payload],
  ['inputs', (row) => row.inputs],
  ['value', of((c) => c.value)],
  ['source', of((c) => `"${c.source}"`)],
  ['confidence', of((c) => c.confidence)],
  ['model', of((c) => quoted(c.model))],
  ['model_value', of((c) => c.modelValue)],
  ['agreed', of((c) => c.agreed)],
  ['arm', of((c) => (c.arm === null ? null : `"${c.arm}"`))],
  ['review_probability', of((c) => c.reviewProbability)],
  ['weight', of(weight)],
  ['audit', of((c) => c.audit)],
  ['policy_revision', of((c) => c.policyRevision)],
  ['schema_revision', of((c) => c.schemaRevision)],
  ['decided_at', of((c) => `"${new Date(c.decidedAt).toISOString()}"`)],
  ['inspectors', of((c) => c.inspectors)],
  ['withheld', (row) => String(row.withheld)],
];
