import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { LabelSchema } from '../../domain/label-schema.ts';
import type { Json } from '../../domain/words.ts';
import { labelKindOf } from '../../kinds/registry.ts';

/**
 * What a column holds: `instant` a time as RFC 3339 in UTC, `whole` whole numbers, `flag` true or false, `texts` a list of
 * texts, `json` any JSON, which formats without nesting write as text.
 */
export type ColumnType = 'text' | 'instant' | 'number' | 'whole' | 'flag' | 'texts' | 'json';

/** A column of datasets. */
export type DatasetColumn = {
  name: string;
  type: ColumnType;
  nullable: boolean;
  meaning: string;
  of: (row: DatasetRow) => Json;
};

/** What `value` and `model_value` are under a schema. */
const valueType: Record<LabelSchema['kind'], ColumnType> = {
  choice: 'text',
  choices: 'texts',
  number: 'number',
  rating: 'whole',
  text: 'text',
  transcript: 'text',
  boxes: 'json',
  points: 'json',
  polygons: 'json',
  spans: 'json',
  ranges: 'json',
  form: 'json',
};

type Described = Record<keyof DatasetRow, [type: ColumnType | 'value', nullable: boolean, meaning: string]>;

const described: Described = {
  key: ['text', false, 'The id that the sender gave the item, unique in the project'],
  group: ['text', true, 'What rows that must not be torn apart by the split have in common'],
  split: ['text', false, 'What the row is for: train, validation or test'],
  payload: ['json', false, 'The item as people saw it; stored files by the SHA-256 of their bytes'],
  inputs: ['json', false, 'What was measured of the item, by name'],
  value: ['value', true, 'The label; null where the item had none'],
  source: [
    'text',
    true,
    'Who stands behind the label: auto, human, consensus, adjudicated or posterior (people who differ, weighed)',
  ],
  decided_at: ['instant', true, 'When the label came into force'],
  model: ['text', true, 'The model that was routed, as name@version'],
  model_value: ['value', true, 'What that model answered; null where it abstained'],
  confidence: ['number', true, 'How sure the model said it was, from 0 to 1'],
  calibrated: ['number', true, 'The confidence as calibrated'],
  calibrator: ['whole', true, 'The number of the calibrator'],
  scores: ['json', true, 'The model’s score of each class'],
  agreed: ['flag', true, 'Whether the label is what the model answered'],
  arm: ['text', true, 'Whether people saw the suggestion (assisted) or not (blind)'],
  review_probability: ['number', true, 'π: the probability with which the item was to be reviewed'],
  weight: [
    'number',
    true,
    '1/π where people decided and the item was drawn for them: how many of its kind the row stands for',
  ],
  audit: ['flag', true, 'Whether the item was accepted automatically and drawn at random for review'],
  inspectors: ['whole', true, 'How many people judged the item for its label'],
  agreement: [
    'number',
    true,
    'Share of the opinions that agree with the label, where there are two or more; that of an adjudicator aside',
  ],
  posterior: [
    'number',
    true,
    'Probability of the label by the Dawid–Skene model, where one was estimated of the item',
  ],
  policy_revision: ['whole', true, 'The revision of the policy that routed the item'],
  schema_revision: ['whole', true, 'The revision of the label schema that the label was given under'],
  time_spent_ms: ['whole', true, 'What all opinions took together, in milliseconds'],
  opinions: ['json', false, 'What each person answered, and when'],
  lineage: ['json', false, 'Ids of what the row came of, where it was made'],
};

// The compiler holds these keys to be those of a row.
const names = Object.keys(described) as (keyof DatasetRow)[];

/** A value as its column has it. */
const fitted = (type: ColumnType, value: Json): Json => {
  if (value === null) return null;
  if (type === 'text' && typeof value !== 'string') return JSON.stringify(value);
  return value;
};

const rowColumn = (name: keyof DatasetRow, schema: LabelSchema): DatasetColumn => {
  const [described_, nullable, meaning] = described[name];
  const type = described_ === 'value' ? valueType[schema.kind] : described_;
  return { name, type, nullable, meaning, of: (row) => fitted(type, row[name]) };
};

/** The columns of a dataset under a schema: those of any, in order, and those that its kind of label adds. */
export const datasetColumns = (schema: LabelSchema): DatasetColumn[] => [
  ...names.map((name) => rowColumn(name, schema)),
  ...labelKindOf(schema)
    .columns(schema)
    .map(({ name, meaning, kind, of }): DatasetColumn => {
      const taken = Object.hasOwn(described, name);
      return {
        name: taken ? `${name}_` : name,
        type: kind,
        nullable: true,
        meaning,
        of: (row) => {
          const text = row.value === null ? null : of(row.value);
          return text === null ? null : (JSON.parse(text) as Json); // columns of labels are written as JSON
        },
      };
    }),
];
