import { csv } from './csv.ts';
import { jsonl } from './jsonl.ts';
import { labelStudio } from './label-studio.ts';
import type { SourceFormatName } from '../../domain/imports/words.ts';
import { parquet } from './parquet.ts';
import type { SourceFormat } from './source-format.ts';

/** The forms in which files of items and labels are brought. */
export const sourceFormats: Record<SourceFormatName, SourceFormat> = {
  jsonl,
  csv,
  label_studio: labelStudio,
  parquet,
};
