import { classNames } from './class-names.ts';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { Split } from '../../domain/datasets/splits.ts';
import { extentOf, shapesOf, type Box, type Polygon } from '../../domain/shapes.ts';
import type { Json } from '../../domain/words.ts';
import { polygonArea } from '../../kinds/label-kinds/shapes/overlap.ts';
import type { DatasetFormat, DatasetSource } from './dataset-format.ts';
import { bytesOf, canonical } from './file-bytes.ts';
import { areaMisfit } from './image-shapes.ts';
import { mediaFiles, mediaOf, sizeOf, stemOf } from './item-media.ts';
import { labelledAlone, labelledRows, splitsIn } from './rows.ts';

/** The picture of a row; `file_name` leads to it below `images/`. */
const imageOf = (row: DatasetRow, id: number): Json => {
  const [file] = mediaOf('image', row);
  const size = sizeOf(row);
  return {
    id,
    file_name: file && 'name' in file ? `${row.split}/${file.name}` : stemOf(row.key),
    ...(file && 'url' in file && { coco_url: file.url }),
    width: size?.width ?? null,
    height: size?.height ?? null,
    key: row.key,
    source: row.source,
    weight: row.weight,
    review_probability: row.review_probability,
  };
};

const areaOf = (shape: Box | Polygon): number =>
  'points' in shape ? polygonArea(shape) : shape.width * shape.height;

/** A shape without its id: its box, and a polygon's corners, in pixels. */
const annotationOf = (shape: Box | Polygon, imageId: number, categories: ReadonlyMap<string, number>) => {
  const { left, top, right, bottom } = extentOf(shape);
  return {
    image_id: imageId,
    category_id: categories.get(shape.class) ?? 0,
    bbox:
      'points' in shape ? [left, top, right - left, bottom - top] : [left, top, shape.width, shape.height],
    segmentation: 'points' in shape ? [shape.points.flat()] : [],
    area: areaOf(shape),
    iscrowd: 0,
  };
};

const instances = async function* (source: DatasetSource, split: Split): AsyncGenerator<string> {
  const { id, name, asOf, licence, schema } = source.manifest;
  const classes = classNames(schema);
  const categories = new Map(classes.map((one, i) => [one, i + 1]));
  const info = { description: name, version: id, date_created: asOf, contributor: '', url: '' };
  yield `{"info":${canonical(info)},"licenses":${canonical(licence === '' ? [] : [{ id: 1, name: licence, url: '' }])}`;
  yield `,"categories":${canonical(classes.map((one, i) => ({ id: i + 1, name: one, supercategory: '' })))}`;

  yield ',"images":[';
  let images = 0;
  for await (const row of labelledRows(source, split)) {
    images += 1;
    yield `${images > 1 ? ',' : ''}\n${canonical(imageOf(row, images))}`;
  }
  yield '\n],"annotations":[';
  let [annotations, image] = [0, 0];
  for await (const row of labelledRows(source, split)) {
    image += 1;
    for (const shape of shapesOf<'boxes' | 'polygons'>(row.value)) {
      annotations += 1;
      const annotation = { id: annotations, ...annotationOf(shape, image, categories) };
      yield `${annotations > 1 ? ',' : ''}\n${canonical(annotation)}`;
    }
  }
  yield '\n]}\n';
};

/** COCO’s JSON of instances, one a split, and the pictures that are stored. */
export const coco: DatasetFormat = {
  title: 'COCO',
  purpose: 'Boxes and polygons on images, for detectors and segmenters',
  bare: null,
  misfit: areaMisfit,
  async *files(source) {
    for (const split of splitsIn(source.manifest)) {
      yield {
        path: `annotations/instances_${split}.json`,
        bytes: bytesOf(instances(source, split)),
      };
      yield* mediaFiles(source, labelledRows(source, split), `images/${split}`);
    }
  },
  notes: () => [
    '`annotations/instances_<split>.json` with boxes as `[x, y, width, height]` and polygons in `segmentation`, in pixels of the',
    'image in its natural size, turned as it is shown. `file_name` leads to a picture below `images/`; one on the web has its',
    'address in `coco_url`. `width` and `height` are null where nobody measured the picture. Each image has `key`, `source` and',
    `\`weight\` beside what COCO knows. ${labelledAlone}`,
  ],
};
