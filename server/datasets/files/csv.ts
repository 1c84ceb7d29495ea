import { csvCell } from '../csv-cell.ts';
import type { Json } from '../../domain/words.ts';
import { datasetColumns } from './columns.ts';
import type { DatasetFormat } from './dataset-format.ts';
import { bytesOfRows, canonical } from './file-bytes.ts';

const cellOf = (value: Json): string => {
  if (value === null) return '';
  return csvCell(typeof value === 'string' ? value : canonical(value));
};

const withHead = async function* (head: string, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(head);
  yield* rest;
};

/** Comma-separated values by RFC 4180; lists and objects as JSON, no value as an empty cell, an empty text as `""`. */
export const csv: DatasetFormat = {
  title: 'CSV',
  purpose: 'A table for spreadsheets and statistics; lists and objects as JSON',
  bare: 'text/csv; charset=utf-8; header=present',
  misfit: () => null,
  async *files(source) {
    const columns = datasetColumns(source.manifest.schema);
    const head = `${columns.map(({ name }) => csvCell(name)).join(',')}\r\n`;
    yield {
      path: 'data.csv',
      bytes: withHead(
        head,
        bytesOfRows(source.rows(), (row) => `${columns.map(({ of }) => cellOf(of(row))).join(',')}\r\n`),
      ),
    };
  },
  notes: () => [
    'UTF-8 by RFC 4180, with a header. Lists and objects are JSON; a cell that is empty has no value, `""` is an empty text.',
    'Nothing in the data is changed, not even a leading `=`: do not open what strangers wrote in a spreadsheet without care.',
  ],
};
