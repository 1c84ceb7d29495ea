import type { ColumnKind } from '../columns.ts';
import type { ExportFormat } from './format.ts';

/** Text as a cell (RFC 4180); an empty text is quoted, which tells it from no value. */
const cell = (text: string): string =>
  text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A JSON text as a cell: texts as they are, null empty, numbers and flags as in JSON, objects and lists as JSON. */
const cellOfJson = (json: string): string => {
  if (json === 'null') return '';
  if (!json.startsWith('"')) return cell(json);
  return cell(json.includes('\\') ? (JSON.parse(json) as string) : json.slice(1, -1)); // it begins as a text
};

const asItIs = (text: string): string => text;
const written: Record<ColumnKind, (text: string) => string> = {
  text: cell,
  word: asItIs,
  number: asItIs,
  json: cellOfJson,
};

/** Comma-separated values by RFC 4180 with a header line. Nothing in the data is changed, not even leading `=`. */
export const csv: ExportFormat = {
  contentType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  head: (columns) => `${columns.map(([name]) => cell(name)).join(',')}\r\n`,
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
