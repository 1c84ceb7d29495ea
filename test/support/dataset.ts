import { hash } from 'node:crypto';
import type { DatasetFormat, DatasetSource } from '../../server/datasets/files/dataset-format.ts';
import { gather } from '../../server/datasets/files/file-bytes.ts';
import type { Manifest } from '../../server/domain/datasets/manifest.ts';
import type { DatasetRow } from '../../server/domain/datasets/row.ts';
import type { Split } from '../../server/domain/datasets/splits.ts';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import type { ItemKindName, Json } from '../../server/domain/words.ts';

/** Classes of these names. */
export const classesOf = (...names: string[]) =>
  names.map((name, i) => ({
    name,
    title: name,
    color: '#1c7ed6',
    key: i < 9 ? String(i + 1) : null,
    retired: false,
  }));

/** What shapes, spans and ranges are asked for with. */
export const marked = (...names: string[]) => ({
  classes: classesOf(...names),
  min: 0,
  max: null,
  tolerance: 0,
});

/** A row that a person decided, with what matters of it. */
export const rowOf = (
  fields: Partial<DatasetRow> & { key: string; payload: Json; value: Json },
): DatasetRow => ({
  group: null,
  split: 'train',
  inputs: {},
  source: 'human',
  decided_at: '2026-05-04T03:02:01.000Z',
  model: 'eye@1',
  model_value: null,
  confidence: 0.5,
  calibrated: null,
  calibrator: null,
  scores: null,
  agreed: null,
  arm: 'blind',
  review_probability: 0.25,
  weight: 4,
  audit: false,
  inspectors: 1,
  agreement: 1,
  posterior: null,
  policy_revision: 1,
  schema_revision: 1,
  time_spent_ms: 1_500,
  opinions: [],
  lineage: {
    item_id: 'i',
    label_id: 'l',
    prediction_id: 'p',
    routing_id: 'r',
    decision_ids: ['d'],
    estimate_id: null,
  },
  ...fields,
});

const manifestOf = (
  itemKind: ItemKindName,
  schema: LabelSchema,
  rows: readonly DatasetRow[],
  more: Partial<Manifest>,
): Manifest => ({
  id: '0199-snapshot',
  name: 'Phones of May',
  project: { slug: 'phones', name: 'Phones', question: 'Is this "phone" <scratched>?', itemKind },
  asOf: '2026-05-06T07:08:09.000Z',
  query: {
    sources: [],
    classes: [],
    models: [],
    from: null,
    to: null,
    schemaRevision: null,
    minAgreement: null,
    unlabelled: true,
    splits: { validation: 0.1, test: 0.1, salt: 'salt', groupBy: null },
  },
  parent: null,
  hash: 'f'.repeat(64),
  schema,
  schemaRevision: 1,
  codeVersion: '0.0.0',
  licence: '',
  rows: rows.length,
  unlabelled: rows.filter((row) => row.value === null).length,
  bySplit: { train: 0, validation: 0, test: 0, ...countBy(rows, (row) => row.split) },
  bySource: {
    auto: 0,
    human: 0,
    consensus: 0,
    adjudicated: 0,
    posterior: 0,
    imported: 0,
    ...countBy(rows, (row) => row.source ?? 'human'),
  },
  byClass: {},
  byClassAndSplit: { train: {}, validation: {}, test: {} },
  byModel: { 'eye@1': rows.length },
  byPolicyRevision: {},
  bySchemaRevision: {},
  confidence: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  opinions: 0,
  agreement: null,
  weighted: { rows: rows.length, sum: 4 * rows.length },
  audits: 0,
  ...more,
});

const countBy = (rows: readonly DatasetRow[], of: (row: DatasetRow) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[of(row)] = (counts[of(row)] ?? 0) + 1;
  return counts;
};

/** The hash by which a payload refers to stored bytes. */
export const hashOf = (bytes: string): string => hash('sha256', bytes, 'hex');

/** A dataset of these rows and stored files. */
export const datasetOf = (
  itemKind: ItemKindName,
  schema: LabelSchema,
  rows: readonly DatasetRow[],
  { stored = [], ...more }: Partial<Manifest> & { stored?: string[] } = {},
): DatasetSource => {
  const files = new Map(stored.map((bytes) => [hashOf(bytes), bytes]));
  const one = async function* (bytes: string) {
    yield Buffer.from(bytes);
  };
  return {
    manifest: manifestOf(itemKind, schema, rows, more),
    async *rows(split?: Split) {
      for (const row of rows) if (split === undefined || row.split === split) yield row;
    },
    leftOut: () => 0,
    async media(name) {
      const bytes = files.get(name);
      return bytes === undefined ? null : { bytes: one(bytes), type: 'application/octet-stream' };
    },
  };
};

/** What a format's files hold, by their paths in order. */
export const filesOf = async (format: DatasetFormat, source: DatasetSource): Promise<Map<string, Buffer>> => {
  const files = new Map<string, Buffer>();
  for await (const { path, bytes } of format.files(source)) {
    if (files.has(path)) throw new Error(`${path} is written twice`);
    files.set(path, await gather(bytes));
  }
  return files;
};

/** The text of a file; throws where there is none. */
export const textIn = (files: ReadonlyMap<string, Buffer>, path: string): string => {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`no ${path} among ${[...files.keys()].join(', ')}`);
  return bytes.toString();
};

/** The objects of JSON Lines. */
export const linesIn = (files: ReadonlyMap<string, Buffer>, path: string): Record<string, Json>[] =>
  textIn(files, path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, Json>); // tests look at what is in it
