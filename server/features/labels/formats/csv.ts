import { columns } from '../columns.ts';
import type { ExportFormat } from './format.ts';

/** Text as a cell (RFC 4180); an empty text is quoted, which tells it from no value. */
const cell = (text: string): string =>
  text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A JSON text as a cell: texts as they are, null empty, numbers and flags as in JSON, objects and lists as JSON. */
const cellOf = (json: string): string => {
  if (json === 'null') return '';
  if (!json.startsWith('"')) return cell(json);
  return cell(json.includes('\\') ? (JSON.parse(json) as string) : json.slice(1, -1)); // it begins as a text
};

/** Comma-separated values by RFC 4180 with a header line. Nothing in the data is changed, not even leading `=`. */
export const csv: ExportFormat = {
  contentType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  head: `${columns.map(([name]) => name).join(',')}\r\n`,
  row: (label) => {
    let line = '';
    for (const [, json] of columns) line += `,${cellOf(json(label))}`;
    return `${line.slice(1)}\r\n`;
  },
};
