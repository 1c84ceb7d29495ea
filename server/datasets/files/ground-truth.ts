import { asText } from '../../domain/as-text.ts';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { LabelSchema } from '../../domain/label-schema.ts';
import { shapesOf } from '../../domain/shapes.ts';
import { told } from '../../domain/told.ts';
import type { ItemKindName, Json } from '../../domain/words.ts';
import type { DatasetFormat, DatasetSource } from './dataset-format.ts';
import { bytesOfRows, canonical } from './file-bytes.ts';
import { classNames } from './class-names.ts';
import { mediaFiles, mediaOf, sizeOf, stemOf } from './item-media.ts';
import { textOf } from './item-text.ts';
import { labelledAlone, labelledRows, splitsIn } from './rows.ts';

/** The item: a text as it is, a picture by where it lies. */
const itemOf = async (source: DatasetSource, row: DatasetRow): Promise<Record<string, Json>> => {
  const { itemKind } = source.manifest.project;
  if (itemKind === 'text') return { source: await textOf(source, row) };
  const [file] = mediaOf(itemKind, row);
  if (file && 'url' in file) return { 'source-ref': file.url };
  return { 'source-ref': `media/${row.split}/${file ? file.name : stemOf(row.key)}` };
};

/** How sure one can be of a label; undefined: nobody knows. */
const confidenceOf = (row: DatasetRow): number | undefined => {
  const known = row.source === 'auto' ? (row.calibrated ?? row.confidence) : (row.posterior ?? row.agreement);
  return known ?? undefined;
};

const metadataOf = (row: DatasetRow, type: string, job: string): Record<string, Json> => ({
  type,
  'job-name': job,
  'human-annotated': row.source === 'auto' ? 'no' : 'yes',
  ...(row.decided_at !== null && { 'creation-date': row.decided_at.replace(/Z$/, '') }),
});

type Labelled = Record<'label' | 'label-metadata', Json>;

const classLabel = (schema: LabelSchema, itemKind: ItemKindName, row: DatasetRow, job: string): Labelled => {
  const classes = classNames(schema);
  const confidence = confidenceOf(row);
  return {
    label: classes.indexOf(asText(row.value)),
    'label-metadata': {
      ...metadataOf(row, `groundtruth/${itemKind}-classification`, job),
      'class-name': row.value,
      ...(confidence !== undefined && { confidence }),
    },
  };
};

const boxesLabel = (schema: LabelSchema, row: DatasetRow, job: string): Labelled => {
  const classes = classNames(schema);
  const size = sizeOf(row);
  const boxes = shapesOf<'boxes'>(row.value);
  const confidence = confidenceOf(row);
  return {
    label: {
      annotations: boxes.map(({ class: name, x, y, width, height }) => ({
        class_id: classes.indexOf(name),
        left: x,
        top: y,
        width,
        height,
      })),
      image_size: size === null ? [] : [{ ...size, depth: 3 }],
    },
    'label-metadata': {
      ...metadataOf(row, 'groundtruth/object-detection', job),
      objects: boxes.map((): Record<string, Json> => (confidence === undefined ? {} : { confidence })),
      'class-map': Object.fromEntries(classes.map((name, i) => [String(i), name])),
    },
  };
};

const lineOf = async (source: DatasetSource, row: DatasetRow): Promise<string> => {
  const { schema, project, id } = source.manifest;
  const job = `countersign/${project.slug}/${id}`;
  const label =
    schema.kind === 'boxes' ? boxesLabel(schema, row, job) : classLabel(schema, project.itemKind, row, job);
  const { key, weight, review_probability } = row;
  return `${canonical({
    ...(await itemOf(source, row)),
    ...label,
    countersign: { key, weight, review_probability, schema_revision: row.schema_revision },
  })}\n`;
};

/** Augmented manifests as SageMaker Ground Truth writes them, one a split. */
export const groundTruth: DatasetFormat = {
  title: 'SageMaker Ground Truth',
  purpose: 'Augmented manifests of classes or boxes, for SageMaker and Rekognition',
  bare: null,
  misfit: (itemKind, schema) => {
    if (schema.kind === 'boxes') return null;
    return schema.kind === 'choice' && (itemKind === 'image' || itemKind === 'text')
      ? null
      : told`takes images or texts of one class, or images with boxes`;
  },
  async *files(source) {
    for (const split of splitsIn(source.manifest)) {
      const rows = () => labelledRows(source, split);
      yield {
        path: `${split}.manifest`,
        bytes: bytesOfRows(rows(), (row) => lineOf(source, row)),
      };
      if (source.manifest.project.itemKind === 'image') yield* mediaFiles(source, rows(), `media/${split}`);
    }
  },
  notes: () => [
    'An object a line; the label attribute is `label`. `source-ref` is the address of a picture on the web, or where it lies',
    'beside the manifest: put the folder into a bucket, and the bucket before these paths. Boxes are in pixels. `confidence` is',
    `the model’s for automatic labels, else what its opinions come to, and missing where nobody knows. ${labelledAlone}`,
  ],
};
