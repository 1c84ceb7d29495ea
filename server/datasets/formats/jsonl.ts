import type { ColumnKind } from '../columns.ts';
import type { ExportFormat } from './format.ts';

/** Text as JSON; most needs no escapes. */
const quoted = (text: string): string => (/^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text));

const asItIs = (text: string): string => text;
const written: Record<ColumnKind, (text: string) => string> = {
  text: quoted,
  word: (text) => `"${text}"`,
  number: asItIs,
  json: asItIs,
};

/** JSON Lines: one object a line. */
export const jsonl: ExportFormat = {
  contentType: 'application/x-ndjson; charset=utf-8',
  extension: 'jsonl',
  head: () => '',
  rows: (columns) => {
    const fields = columns.map(
      ([name, kind, text], i) => [`${i === 0 ? '{' : ','}${quoted(name)}:`, text, written[kind]] as const,
    );
    return (label) => {
      let line = '';
      for (const [name, textOf, write] of fields) {
        const text = textOf(label);
        line += name + (text === null ? 'null' : write(text));
      }
      return `${line}}\n`;
    };
  },
};
