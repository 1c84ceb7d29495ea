import { classNames } from './class-names.ts';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import { splits, type Split } from '../../domain/datasets/splits.ts';
import { shapesOf, type Box, type Polygon, type Size } from '../../domain/shapes.ts';
import type { DatasetFormat, DatasetSource } from './dataset-format.ts';
import { bytesOf, bytesOfRows, canonical } from './file-bytes.ts';
import { areaMisfit } from './image-shapes.ts';
import { mediaFiles, mediaOf, sizeOf, stemOf } from './item-media.ts';
import { labelledAlone, labelledRows, splitsIn } from './rows.ts';
import { yamlText } from './yaml-text.ts';

/** A length as a share of a whole, which is never beyond it, in as many digits as a pixel of any picture needs. */
const share = (part: number, whole: number): string =>
  String(Number(Math.min(1, Math.max(0, part / whole)).toFixed(8)));

/** What is left of a box within the picture, by its middle and size as shares. */
const boxLine = ({ x, y, width, height }: Box, size: Size): string => {
  const [left, top] = [Math.min(x, size.width), Math.min(y, size.height)];
  const [right, bottom] = [Math.min(x + width, size.width), Math.min(y + height, size.height)];
  return [
    share((left + right) / 2, size.width),
    share((top + bottom) / 2, size.height),
    share(right - left, size.width),
    share(bottom - top, size.height),
  ].join(' ');
};

const polygonLine = ({ points }: Polygon, { width, height }: Size): string =>
  points.map(([x, y]) => `${share(x, width)} ${share(y, height)}`).join(' ');

const linesOf = (row: DatasetRow, size: Size, classes: readonly string[]): string =>
  shapesOf<'boxes' | 'polygons'>(row.value)
    .map((shape) => {
      const places = 'points' in shape ? polygonLine(shape, size) : boxLine(shape, size);
      return `${classes.indexOf(shape.class)} ${places}\n`;
    })
    .join('');

/** The rows whose shapes can be told as shares of their picture. */
const measuredRows = async function* (source: DatasetSource, split?: Split): AsyncGenerator<DatasetRow> {
  for await (const row of labelledRows(source, split)) if (sizeOf(row) !== null) yield row;
};

const labelPath = (row: DatasetRow): string => {
  const [file] = mediaOf('image', row);
  const name = file && 'name' in file ? file.name.replace(/\.[^.]+$/, '') : stemOf(row.key);
  return `labels/${row.split}/${name}.txt`;
};

/** Which files are whose: a line of JSON for each labelled item, those too that could not be written. */
const itemLine = (row: DatasetRow): string => {
  const [file] = mediaOf('image', row);
  const { key, split, source, weight, review_probability } = row;
  const image = file && 'name' in file ? `images/${split}/${file.name}` : null;
  const label = sizeOf(row) === null ? null : labelPath(row);
  const url = file && 'url' in file ? file.url : null;
  return `${canonical({ key, split, image, url, label, source, weight, review_probability })}\n`;
};

/** What Ultralytics calls the pictures of each split, which it looks for beside the file; training asks for all but the last. */
const folders: Record<Split, string> = { train: 'train', validation: 'val', test: 'test' };

const dataYaml = (classes: readonly string[], present: readonly Split[]): string =>
  [
    ...splits
      .filter((split) => split !== 'test' || present.includes(split))
      .map((split) => `${folders[split]}: images/${split}`),
    `nc: ${classes.length}`,
    'names:',
    ...classes.map((name, i) => `  ${i}: ${yamlText(name)}`),
    '',
  ].join('\n');

/** YOLO as Ultralytics reads it: a text of shares for each picture. */
export const yolo: DatasetFormat = {
  title: 'YOLO',
  purpose: 'Boxes, or polygons as segments, on images for Ultralytics and its kin',
  bare: null,
  misfit: areaMisfit,
  async *files(source) {
    const classes = classNames(source.manifest.schema);
    const present = splitsIn(source.manifest);
    yield { path: 'data.yaml', bytes: bytesOf([dataYaml(classes, present)]) };
    yield { path: 'items.jsonl', bytes: bytesOfRows(labelledRows(source), itemLine) };
    for (const split of present) {
      for await (const row of measuredRows(source, split)) {
        const size = sizeOf(row);
        if (size) yield { path: labelPath(row), bytes: bytesOf([linesOf(row, size, classes)]) };
      }
      yield* mediaFiles(source, measuredRows(source, split), `images/${split}`);
    }
  },
  notes: () => [
    '`labels/<split>/*.txt` has a line for each shape: the number of the class, then the middle and size of a box, or the',
    'corners of a polygon, as shares of the picture’s width and height. The picture, where it is stored, lies under the same',
    'name in `images/`. `items.jsonl` says which files are whose, and the address of pictures on the web; `label` is null there',
    `where nobody measured the picture, so that nothing could be written. ${labelledAlone}`,
  ],
};
