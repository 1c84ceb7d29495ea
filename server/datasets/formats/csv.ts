import type { ColumnKind } from '../columns.ts';
import { csvCell } from '../csv-cell.ts';
import type { ExportFormat } from './format.ts';

/** A JSON text as a cell: texts as they are, null empty, numbers and flags as in JSON, objects and lists as JSON. */
const cellOfJson = (json: string): string => {
  if (json === 'null') return '';
  if (!json.startsWith('"')) return csvCell(json);
  return csvCell(json.includes('\\') ? (JSON.parse(json) as string) : json.slice(1, -1)); // it begins as a text
};

const asItIs = (text: string): string => text;
const written: Record<ColumnKind, (text: string) => string> = {
  text: csvCell,
  word: asItIs,
  number: asItIs,
  json: cellOfJson,
};

/** Comma-separated values by RFC 4180 with a header line. Nothing in the data is changed, not even leading `=`. */
export const csv: ExportFormat = {
  contentType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  head: (columns) => `${columns.map(([name]) => csvCell(name)).join(',')}\r\n`,
  rows: (columns) => {
    const cells = columns.map(([, kind, text], i) => [i === 0 ? '' : ',', text, written[kind]] as const);
    return (label) => {
      let line = '';
      for (const [comma, textOf, write] of cells) {
        const text = textOf(label);
        line += text === null ? comma : comma + write(text);
      }
      return `${line}\r\n`;
    };
  },
};
