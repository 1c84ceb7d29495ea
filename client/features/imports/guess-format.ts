import type { SourceFormatName } from '../../../server/domain/imports/words.ts';

const endings: Record<string, SourceFormatName> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  json: 'label_studio',
  parquet: 'parquet',
};

/** What a file is most probably written as: by how it begins where that tells, or else by its name. */
export const guessFormat = async (file: File): Promise<SourceFormatName> => {
  const start = await file.slice(0, 1_024).text();
  const first = start.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('PAR1')) return 'parquet';
  if (first.startsWith('[')) return 'label_studio';
  if (first.startsWith('{')) return 'jsonl';
  return endings[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'csv';
};
