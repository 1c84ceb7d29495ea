import { asText } from '../../domain/as-text.ts';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import { fieldsOf } from '../../domain/form.ts';
import { told } from '../../domain/told.ts';
import type { DatasetFormat } from './dataset-format.ts';
import { bytesOfRows, canonical } from './file-bytes.ts';
import { mediaFiles, mediaOf, stemOf } from './item-media.ts';
import { labelledAlone, labelledRows, splitsIn } from './rows.ts';

const lineOf = (row: DatasetRow): string => {
  const [file] = mediaOf('audio', row);
  const seconds = fieldsOf(row.inputs)?.['audio.seconds'];
  const path = file && 'url' in file ? file.url : `audio/${row.split}/${file?.name ?? stemOf(row.key)}`;
  return `${canonical({
    audio_filepath: path,
    duration: typeof seconds === 'number' ? seconds : null,
    text: asText(row.value),
    key: row.key,
    weight: row.weight,
  })}\n`;
};

/** Manifests of transcribed speech as NVIDIA NeMo reads them, one a split. */
export const nemo: DatasetFormat = {
  title: 'NeMo',
  purpose: 'Manifests of recordings with their transcripts, for speech recognition',
  bare: null,
  misfit: (itemKind, schema) =>
    itemKind === 'audio' && schema.kind === 'transcript'
      ? null
      : told`takes recordings with transcripts alone`,
  async *files(source) {
    for (const split of splitsIn(source.manifest)) {
      yield {
        path: `${split}_manifest.json`,
        bytes: bytesOfRows(labelledRows(source, split), lineOf),
      };
      yield* mediaFiles(source, labelledRows(source, split), `audio/${split}`);
    }
  },
  notes: () => [
    'An object a line. `audio_filepath` is a path beside the manifest, or the address of a recording on the web; `duration` is in',
    `seconds, and null where nobody measured it. ${labelledAlone}`,
  ],
};
