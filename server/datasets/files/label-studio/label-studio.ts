import type { DatasetRow } from '../../../domain/datasets/row.ts';
import { fieldsOf } from '../../../domain/form.ts';
import type { Json } from '../../../domain/words.ts';
import type { DatasetFormat, DatasetSource } from '../dataset-format.ts';
import { bytesOf, canonical } from '../file-bytes.ts';
import { mediaFiles, mediaOf, sizeOf, type ItemMedia } from '../item-media.ts';
import { textOf } from '../item-text.ts';
import { labelingConfig } from './labeling-config.ts';
import { canTell, resultsOf } from './results.ts';

/** Where Label Studio finds a file: on the web, or below the folder that it serves. */
const addressOf = (file: ItemMedia): string =>
  'url' in file ? file.url : `/data/local-files/?d=media/${encodeURIComponent(file.name)}`;

/** What is shown of an item. */
const dataOf = (
  source: DatasetSource,
  row: DatasetRow,
  text: string,
  inLists: boolean,
): Record<string, Json> => {
  const { itemKind } = source.manifest.project;
  if (itemKind === 'text') return { text };
  if (itemKind === 'table') return { row: fieldsOf(row.payload)?.['row'] ?? {} };
  const addresses = mediaOf(itemKind, row).map(addressOf);
  return inLists ? { images: addresses } : { [itemKind]: addresses[0] ?? null };
};

const taskOf = async (
  source: DatasetSource,
  row: DatasetRow,
  id: number,
  inLists: boolean,
): Promise<Json> => {
  const { schema, project } = source.manifest;
  const text = project.itemKind === 'text' ? ((await textOf(source, row)) ?? '') : '';
  const ground = { text, size: sizeOf(row) };
  const results = (value: Json): Json[] => resultsOf(schema, value, ground);
  return {
    id,
    data: { ...dataOf(source, row, text, inLists), key: row.key },
    // A row is JSON, whose fields are all there.
    meta: { countersign: row as unknown as Json },
    predictions:
      row.model === null || row.model_value === null
        ? []
        : [{ model_version: row.model, score: row.confidence, result: results(row.model_value) }],
    // One that told a part alone would come back as the whole.
    annotations:
      row.value === null || !canTell(schema, row.value, ground)
        ? []
        : [
            {
              result: results(row.value),
              was_cancelled: false,
              ground_truth: false,
              ...(row.time_spent_ms !== null && { lead_time: row.time_spent_ms / 1_000 }),
            },
          ],
  };
};

const tasks = async function* (source: DatasetSource, inLists: boolean): AsyncGenerator<string> {
  yield '[';
  let id = 0;
  for await (const row of source.rows()) {
    id += 1;
    yield `${id > 1 ? ',' : ''}\n${canonical(await taskOf(source, row, id, inLists))}`;
  }
  yield '\n]\n';
};

/** Whether any item is of several images: one configuration shows them all. */
const hasSeveral = async (source: DatasetSource): Promise<boolean> => {
  const { itemKind } = source.manifest.project;
  if (itemKind === 'image')
    for await (const row of source.rows()) if (mediaOf(itemKind, row).length > 1) return true;
  return false;
};

/** Tasks of Label Studio, with what models and people answered, and a configuration that shows them. */
export const labelStudio: DatasetFormat = {
  title: 'Label Studio',
  purpose: 'Tasks with predictions and annotations, to look at and go on with in Label Studio',
  bare: null,
  misfit: () => null,
  async *files(source) {
    const { project, schema } = source.manifest;
    const { itemKind, question } = project;
    const inLists = await hasSeveral(source);
    const config = labelingConfig(itemKind, question, schema, inLists);
    yield { path: 'labeling-config.xml', bytes: bytesOf([config]) };
    yield { path: 'tasks.json', bytes: bytesOf(tasks(source, inLists)) };
    if (itemKind !== 'text') yield* mediaFiles(source, source.rows(), 'media');
  },
  notes: () => [
    'Make a project of `labeling-config.xml`, and import `tasks.json`. Stored files lie in `media/`, which Label Studio serves where',
    '`LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED` is true and `LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT` is this folder, once it is',
    'added as local storage. `meta.countersign` of each task is the whole row, from which an import into Countersign makes it',
    'again. Places on images are in percent there, those in texts in code points, in recordings in seconds; what is drawn on a',
    'picture that nobody measured stands in `meta.countersign` alone.',
  ],
};
