import { csv } from './csv.ts';
import type { ExportFormat } from './format.ts';
import { jsonl } from './jsonl.ts';
import type { ExportFormatName } from './names.ts';

/** The forms in which labels can be exported. */
export const exportFormats: Record<ExportFormatName, ExportFormat> = { jsonl, csv };
