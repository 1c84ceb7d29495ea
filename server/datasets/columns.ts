import type { ExportedLabel } from '../../db/queries/labels.ts';
import { weightOf } from '../domain/datasets/weight.ts';
import type { LabelSchema } from '../domain/label-schema.ts';
import type { Json } from '../domain/words.ts';
import type { LabelColumn } from '../kinds/label-kind.ts';
import { labelKindOf } from '../kinds/registry.ts';
import { instantTexts } from './instant-texts.ts';

/**
 * What a column's texts are made of, which each format writes in its way: `text` is anything, `word` a text of letters,
 * digits and `-:._` alone, `number` a number or a flag as JSON has it, `json` any JSON.
 */
export type ColumnKind = 'text' | 'word' | 'number' | 'json';

type Content = NonNullable<ExportedLabel['content']>;
type Text = (row: ExportedLabel) => string | null;

/** A column of what became of the item: null where that is withheld. */
const of =
  (text: (content: Content) => string | null): Text =>
  ({ content }) =>
    content === null ? null : text(content);

/** A column of numbers or flags of what became of the item. */
const numberOf =
  (number: (content: Content) => number | boolean | null): Text =>
  ({ content }) => {
    const value = content === null ? null : number(content);
    return value === null ? null : String(value);
  };

const instantText = instantTexts();

/** A column of a dataset: its name, what its texts are, and the text of a row's value, null where there is none. */
export type Column = readonly [name: string, kind: ColumnKind, text: Text];

/** The columns of any dataset of labels, in order. */
export const columns: readonly Column[] = [
  ['seq', 'number', (row) => String(row.seq)],
  ['label_id', 'word', (row) => row.labelId],
  ['item_id', 'word', (row) => row.itemId],
  ['key', 'text', (row) => row.key],
  ['payload', 'json', (row) => row.payload],
  ['inputs', 'json', (row) => row.inputs],
  ['value', 'json', of((c) => c.value)],
  ['source', 'word', of((c) => c.source)],
  ['confidence', 'number', numberOf((c) => c.confidence)],
  ['calibrated', 'number', numberOf((c) => c.calibrated)],
  ['calibrator', 'number', numberOf((c) => (c.calibrator === 0 ? null : c.calibrator))],
  ['model', 'text', of((c) => c.model)],
  ['model_value', 'json', of((c) => c.modelValue)],
  ['agreed', 'number', numberOf((c) => c.agreed)],
  ['arm', 'word', of((c) => c.arm)],
  ['review_probability', 'number', numberOf((c) => c.reviewProbability)],
  ['weight', 'number', numberOf((c) => weightOf(c.source, c.arm, c.reviewProbability))],
  ['audit', 'number', numberOf((c) => c.audit)],
  ['policy_revision', 'number', numberOf((c) => c.policyRevision)],
  ['schema_revision', 'number', numberOf((c) => c.schemaRevision)],
  ['decided_at', 'word', of((c) => instantText(c.decidedAt))],
  ['inspectors', 'number', numberOf((c) => c.inspectors)],
  ['withheld', 'number', (row) => String(row.withheld)],
  ['estimate_id', 'word', of((c) => c.estimateId)],
  ['posterior', 'number', numberOf((c) => c.posterior)],
];

const labelColumn = ({ name, kind, of: textOf }: LabelColumn): Column => [
  columns.some(([taken]) => taken === name) ? `${name}_` : name,
  kind,
  of((c) => textOf(JSON.parse(c.value) as Json)), // written from JSON
];

/** The columns of a dataset of labels under a schema: those of any, and those that its kind of label adds. */
export const columnsOf = (schema: LabelSchema): readonly Column[] => [
  ...columns,
  ...labelKindOf(schema).columns(schema).map(labelColumn),
];
