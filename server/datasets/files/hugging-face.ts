import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { Split } from '../../domain/datasets/splits.ts';
import type { Json } from '../../domain/words.ts';
import { datasetColumns, type DatasetColumn } from './columns.ts';
import type { DatasetFile, DatasetFormat, DatasetSource } from './dataset-format.ts';
import { bytesOfRows, canonical } from './file-bytes.ts';
import { mediaFiles, mediaOf } from './item-media.ts';
import { parquetBytes } from './parquet-bytes.ts';
import { splitsIn } from './rows.ts';

/** Whether each row is a single stored file, so that its folder is the data set. */
const isFolder = async (source: DatasetSource): Promise<boolean> => {
  const { itemKind } = source.manifest.project;
  if (itemKind !== 'image' && itemKind !== 'audio') return false;
  for await (const row of source.rows()) {
    const [file, ...more] = mediaOf(itemKind, row);
    if (file === undefined || 'url' in file || more.length > 0) return false;
  }
  return true;
};

/** What stands beside a file: lists and objects as text, as rows differ in what they hold. */
const described = (columns: readonly DatasetColumn[], row: DatasetRow): Record<string, Json> =>
  Object.fromEntries(
    columns.map(({ name, type, of }) => {
      const value = of(row);
      return [name, type === 'json' && value !== null ? canonical(value) : value];
    }),
  );

/** A split as a folder of files with `metadata.jsonl`, which names those alone that are there. */
const folderFiles = async function* (source: DatasetSource, split: Split): AsyncGenerator<DatasetFile> {
  const { itemKind } = source.manifest.project;
  const missing = new Set<string>();
  yield* mediaFiles(source, source.rows(split), `data/${split}`, (name) => missing.add(name));
  const columns = datasetColumns(source.manifest.schema);
  const lineOf = (row: DatasetRow): string => {
    const [file] = mediaOf(itemKind, row);
    if (file === undefined || 'url' in file || missing.has(file.name)) return '';
    return `${canonical({ file_name: file.name, ...described(columns, row) })}\n`;
  };
  yield { path: `data/${split}/metadata.jsonl`, bytes: bytesOfRows(source.rows(split), lineOf) };
};

/** A licence by the Hub’s own names, or another by its. */
const licenceOf = (licence: string): Record<string, Json> => {
  if (licence === '') return {};
  const name = licence.toLowerCase();
  return /^[a-z0-9.-]+$/.test(name) ? { license: name } : { license: 'other', license_name: licence };
};

/** A folder as the library `datasets` loads it, by the card’s `configs`. */
export const huggingFace: DatasetFormat = {
  title: 'Hugging Face',
  purpose: 'A folder for load_dataset and the Hub, with a card; images and audio beside their labels',
  bare: null,
  misfit: () => null,
  async *files(source) {
    const columns = datasetColumns(source.manifest.schema);
    const asFolder = await isFolder(source);
    for (const split of splitsIn(source.manifest))
      if (asFolder) yield* folderFiles(source, split);
      else
        yield {
          path: `data/${split}/rows.parquet`,
          bytes: parquetBytes(columns, source.rows(split)),
        };
  },
  notes: () => [
    '```python',
    'from datasets import load_dataset',
    'data = load_dataset("path/to/this/folder")',
    '```',
    '',
    'Where every item is one stored picture or recording, `data/<split>/` holds the files and `metadata.jsonl` their labels',
    '(`imagefolder`, `audiofolder`); items whose file is not kept any more are left out there. Otherwise `rows.parquet` there',
    'holds the rows, without the files. Lists and objects of any shape are JSON as text, but for what Parquet nests.',
  ],
  front: (manifest) => ({
    pretty_name: manifest.name,
    ...licenceOf(manifest.licence),
    tags: ['countersign'],
    configs: [
      {
        config_name: 'default',
        data_files: splitsIn(manifest).map((split) => ({
          split,
          path: `data/${split}/**`,
        })),
      },
    ],
  }),
};
