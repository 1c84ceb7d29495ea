import { describe, expect, test } from 'vitest';
import { datasetFormats } from '../../../server/datasets/files/registry.ts';
import type { DatasetRow } from '../../../server/domain/datasets/row.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import {
  classesOf,
  datasetOf,
  filesOf,
  hashOf,
  linesIn,
  marked,
  rowOf,
  textIn,
} from '../../support/dataset.ts';

const { coco, yolo, ground_truth: groundTruth, hugging_face: huggingFace } = datasetFormats;

const boxes: LabelSchema = { kind: 'boxes', ...marked('scratch', 'dent: "deep"'), iou: 0.5 };
const polygons: LabelSchema = { kind: 'polygons', ...marked('scratch'), iou: 0.5 };
const choice: LabelSchema = { kind: 'choice', classes: classesOf('fine', 'scratched') };

const stored = (name: string) => ({ media: hashOf(name), type: 'image/jpeg', size: name.length });

const dent = { class: 'dent: "deep"', x: 10, y: 20, width: 30, height: 40 };
const scratch = { class: 'scratch', x: 90, y: 45, width: 20, height: 10 };

const rows: DatasetRow[] = [
  rowOf({ key: 'a', payload: { image: stored('A'), width: 100, height: 50 }, value: [dent, scratch] }),
  rowOf({
    key: 'b',
    payload: { image: { url: 'https://example.com/b.jpg' } },
    inputs: { 'image.width': 200, 'image.height': 100 },
    value: [scratch],
  }),
  rowOf({ key: 'c', payload: { image: stored('C'), width: 10, height: 10 }, value: [] }),
  rowOf({ key: 'd', payload: { image: stored('gone'), width: 10, height: 10 }, value: null }),
  rowOf({ key: 'e/1', payload: { image: stored('E') }, value: [dent], split: 'test' }),
];
const source = datasetOf('image', boxes, rows, { stored: ['A', 'C', 'E'], licence: 'CC BY 4.0' });

describe('COCO', () => {
  test('has a document for each split that is there, whose annotations lie on its images', async () => {
    const files = await filesOf(coco, source);
    expect([...files.keys()]).toEqual([
      'annotations/instances_train.json',
      'images/train/a.jpg',
      'images/train/c.jpg',
      'annotations/instances_test.json',
      'images/test/e_1-4c27577652326d9e.jpg',
    ]);
    const train = JSON.parse(textIn(files, 'annotations/instances_train.json'));
    expect(Object.keys(train)).toEqual(['info', 'licenses', 'categories', 'images', 'annotations']);
    expect(train.licenses).toEqual([{ id: 1, name: 'CC BY 4.0', url: '' }]);
    expect(train.categories).toEqual([
      { id: 1, name: 'scratch', supercategory: '' },
      { id: 2, name: 'dent: "deep"', supercategory: '' },
    ]);
    expect(train.images).toMatchObject([
      { id: 1, file_name: 'train/a.jpg', width: 100, height: 50, key: 'a', weight: 4 },
      { id: 2, coco_url: 'https://example.com/b.jpg', width: 200, height: 100 },
      { id: 3, file_name: 'train/c.jpg' },
    ]);
    expect(train.annotations).toEqual([
      {
        id: 1,
        image_id: 1,
        category_id: 2,
        bbox: [10, 20, 30, 40],
        segmentation: [],
        area: 1200,
        iscrowd: 0,
      },
      { id: 2, image_id: 1, category_id: 1, bbox: [90, 45, 20, 10], segmentation: [], area: 200, iscrowd: 0 },
      { id: 3, image_id: 2, category_id: 1, bbox: [90, 45, 20, 10], segmentation: [], area: 200, iscrowd: 0 },
    ]);
    expect(JSON.parse(textIn(files, 'annotations/instances_test.json')).images).toMatchObject([
      { file_name: 'test/e_1-4c27577652326d9e.jpg', width: null, height: null },
    ]);
  });

  test('has polygons as segments, with the box around them', async () => {
    const triangle = {
      class: 'scratch',
      points: [
        [10, 10],
        [30, 10],
        [10, 50],
      ],
    };
    const files = await filesOf(
      coco,
      datasetOf('image', polygons, [rowOf({ key: 'a', payload: {}, value: [triangle] })]),
    );
    expect(JSON.parse(textIn(files, 'annotations/instances_train.json')).annotations).toEqual([
      {
        id: 1,
        image_id: 1,
        category_id: 1,
        bbox: [10, 10, 20, 40],
        segmentation: [[10, 10, 30, 10, 10, 50]],
        area: 400,
        iscrowd: 0,
      },
    ]);
  });
});

describe('YOLO', () => {
  test('has a label beside each picture, as shares of it, and says which are whose', async () => {
    const files = await filesOf(yolo, source);
    expect([...files.keys()]).toEqual([
      'data.yaml',
      'items.jsonl',
      'labels/train/a.txt',
      'labels/train/b.txt',
      'labels/train/c.txt',
      'images/train/a.jpg',
      'images/train/c.jpg',
    ]);
    // What sticks out of the picture is cut off.
    expect(textIn(files, 'labels/train/a.txt')).toBe('1 0.25 0.7 0.3 0.6\n0 0.95 0.95 0.1 0.1\n');
    expect(textIn(files, 'labels/train/b.txt')).toBe('0 0.5 0.5 0.1 0.1\n');
    expect(textIn(files, 'labels/train/c.txt')).toBe('');
    expect(textIn(files, 'data.yaml')).toBe(
      [
        'train: images/train',
        'val: images/validation',
        'test: images/test',
        'nc: 2',
        'names:',
        '  0: "scratch"',
        String.raw`  1: "dent: \"deep\""`,
        '',
      ].join('\n'),
    );
    expect(linesIn(files, 'items.jsonl')).toMatchObject([
      { key: 'a', image: 'images/train/a.jpg', label: 'labels/train/a.txt', url: null, weight: 4 },
      { key: 'b', image: null, label: 'labels/train/b.txt', url: 'https://example.com/b.jpg' },
      { key: 'c', image: 'images/train/c.jpg', label: 'labels/train/c.txt' },
      { key: 'e/1', image: 'images/test/e_1-4c27577652326d9e.jpg', label: null },
    ]);
  });

  test('has the corners of polygons', async () => {
    const value = [
      {
        class: 'scratch',
        points: [
          [0, 0],
          [50, 0],
          [100.5, 50],
        ],
      },
    ];
    const row = rowOf({ key: 'a', payload: { width: 100, height: 50 }, value });
    const files = await filesOf(yolo, datasetOf('image', polygons, [row]));
    expect(textIn(files, 'labels/train/a.txt')).toBe('0 0 0 0.5 0 1 1\n');
  });
});

describe('Ground Truth', () => {
  test('has boxes in pixels and what they are of', async () => {
    const files = await filesOf(groundTruth, source);
    expect([...files.keys()]).toEqual([
      'train.manifest',
      'media/train/a.jpg',
      'media/train/c.jpg',
      'test.manifest',
      'media/test/e_1-4c27577652326d9e.jpg',
    ]);
    expect(linesIn(files, 'train.manifest')[0]).toEqual({
      'source-ref': 'media/train/a.jpg',
      label: {
        annotations: [
          { class_id: 1, left: 10, top: 20, width: 30, height: 40 },
          { class_id: 0, left: 90, top: 45, width: 20, height: 10 },
        ],
        image_size: [{ width: 100, height: 50, depth: 3 }],
      },
      'label-metadata': {
        objects: [{ confidence: 1 }, { confidence: 1 }],
        'class-map': { 0: 'scratch', 1: 'dent: "deep"' },
        type: 'groundtruth/object-detection',
        'job-name': 'countersign/phones/0199-snapshot',
        'human-annotated': 'yes',
        'creation-date': '2026-05-04T03:02:01.000',
      },
      countersign: { key: 'a', weight: 4, review_probability: 0.25, schema_revision: 1 },
    });
    expect(linesIn(files, 'train.manifest')[1]).toMatchObject({ 'source-ref': 'https://example.com/b.jpg' });
    expect(linesIn(files, 'test.manifest')[0]).toMatchObject({ label: { image_size: [] } });
  });

  test('has the class of a text, and how sure the model was of its own', async () => {
    const row = rowOf({
      key: 'a',
      payload: { text: 'Hi\n𝔸' },
      value: 'scratched',
      source: 'auto',
      confidence: 0.97,
      agreement: null,
    });
    const files = await filesOf(groundTruth, datasetOf('text', choice, [row]));
    expect(linesIn(files, 'train.manifest')).toMatchObject([
      {
        source: 'Hi\n𝔸',
        label: 1,
        'label-metadata': {
          'class-name': 'scratched',
          confidence: 0.97,
          type: 'groundtruth/text-classification',
          'human-annotated': 'no',
        },
      },
    ]);
  });
});

describe('Hugging Face', () => {
  test('has a folder of pictures where all are stored, without those that are not kept any more', async () => {
    const pictures = ['A', 'B', 'gone'].map((name, i) =>
      rowOf({
        key: name.toLowerCase(),
        payload: { image: stored(name) },
        value: i === 1 ? null : 'fine',
        split: i === 1 ? 'validation' : 'train',
      }),
    );
    const data = datasetOf('image', choice, pictures, { stored: ['A', 'B'] });
    const files = await filesOf(huggingFace, data);
    expect([...files.keys()]).toEqual([
      'data/train/a.jpg',
      'data/train/metadata.jsonl',
      'data/validation/b.jpg',
      'data/validation/metadata.jsonl',
    ]);
    expect(linesIn(files, 'data/train/metadata.jsonl')).toMatchObject([
      { file_name: 'a.jpg', key: 'a', value: 'fine', inputs: '{}', weight: 4 },
    ]);
    expect(linesIn(files, 'data/validation/metadata.jsonl')).toMatchObject([
      { file_name: 'b.jpg', value: null },
    ]);
    expect(huggingFace.front?.(data.manifest)).toMatchObject({
      configs: [
        {
          config_name: 'default',
          data_files: [
            { split: 'train', path: 'data/train/**' },
            { split: 'validation', path: 'data/validation/**' },
          ],
        },
      ],
    });
  });

  test('has rows as Parquet where one picture is on the web', async () => {
    const files = await filesOf(huggingFace, source);
    expect([...files.keys()]).toEqual(['data/train/rows.parquet', 'data/test/rows.parquet']);
  });
});

test.each([
  ['coco', 'image', boxes, true],
  ['coco', 'image', polygons, true],
  ['coco', 'image', choice, false],
  ['coco', 'image', { kind: 'points', ...marked('a'), distance: 1 }, false],
  ['yolo', 'image', boxes, true],
  ['yolo', 'text', choice, false],
  ['ground_truth', 'image', boxes, true],
  ['ground_truth', 'text', choice, true],
  ['ground_truth', 'audio', choice, false],
  ['ground_truth', 'image', polygons, false],
  ['hugging_face', 'table', choice, true],
] as const)('%s and %ss: what fits is taken, and what does not is told', (name, itemKind, schema, fits) => {
  const misfit = datasetFormats[name].misfit(itemKind, schema as LabelSchema); // read-only as a table's
  expect(misfit?.message ?? 'fits').toMatch(fits ? /^fits$/ : /^takes images/);
});
