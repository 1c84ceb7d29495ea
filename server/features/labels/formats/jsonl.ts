import { columns } from '../columns.ts';
import type { ExportFormat } from './format.ts';

const fields = columns.map(([name, json], i) => [`${i === 0 ? '{' : ','}"${name}":`, json] as const);

/** JSON Lines: one object a line. */
export const jsonl: ExportFormat = {
  contentType: 'application/x-ndjson; charset=utf-8',
  extension: 'jsonl',
  head: '',
  row: (label) => {
    let line = '';
    for (const [name, json] of fields) line += name + json(label);
    return `${line}}\n`;
  },
};
