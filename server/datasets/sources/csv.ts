import { CsvError, parse } from 'csv-parse';
import { told, type Told } from '../../domain/told.ts';
import { countedBytes } from './counted-bytes.ts';
import type { SourceFile, SourceFormat } from './source-format.ts';

type Cells = (string | null)[];

const delimiters = [',', ';', '\t', '|'];

/** Bytes of a file that its delimiter is told by. */
const headLength = 65_536;

/** What separates the cells: that of which the first line, outside quotes, has most. */
const delimiterOf = async (file: SourceFile): Promise<string> => {
  const head = Buffer.from(await file.stretch(0, Math.min(headLength, file.size))).toString('utf8');
  const [first = ''] = head.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r\n|\n|\r/, 1);
  const counts = delimiters.map((one) => first.split(one).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
};

/** The columns' names; those that have none, or that of one before, are numbered. */
const columnsOf = (cells: Cells): string[] => {
  const taken = new Set<string>();
  return cells.map((cell, i) => {
    const name = cell?.trim() || `column ${i + 1}`;
    const free = taken.has(name) ? `${name} (${i + 1})` : name;
    taken.add(free);
    return free;
  });
};

const faultOf = (error: Error, limit: number): Told => {
  const code = error instanceof CsvError ? error.code : null;
  if (code === 'CSV_MAX_RECORD_SIZE')
    return told`is longer than ${limit} bytes, the limit of this server; nothing behind it was read`;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return told`begins a quoted cell that does not end`;
  return told`cannot be read, nor what is behind it: ${error.message}`;
};

/** Reads records of cells as bytes are written to it; answers what each write completes. */
const createReader = (delimiter: string, limit: number) => {
  let found: Cells[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limit,
    cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
    // Taken here, as a stream that fails drops what nobody has read of it.
    on_record: (record: Cells) => {
      found.push(record);
      return null;
    },
  });
  let fault: Error | null = null;
  parser.on('error', (error) => (fault = error)).resume();
  const after = async (feed: (done: () => void) => void) => {
    await new Promise<void>((resolve) => {
      parser.once('close', resolve);
      feed(() => {
        parser.off('close', resolve);
        resolve();
      });
    });
    const records = found;
    found = [];
    return { records, fault };
  };
  return {
    write: (chunk: Uint8Array) => after((done) => parser.write(chunk, done)),
    end: () => after((done) => parser.end(done)),
  };
};

/** What there is of a file, and with it the share that has been read. */
async function* recordsIn(file: SourceFile, limit: number) {
  const { bytes, share } = countedBytes(file);
  const reader = createReader(await delimiterOf(file), limit);
  for await (const chunk of bytes) {
    const { records, fault } = await reader.write(chunk);
    yield { records, fault, share: share() };
    if (fault !== null) return;
  }
  yield { ...(await reader.end()), share: 1 };
}

/**
 * Comma-separated values by RFC 4180, or separated by semicolons, tabs or bars, below a row of the columns' names. An empty cell
 * is no value, and an empty text where it is quoted. Rows are counted as a spreadsheet does.
 */
export const csv: SourceFormat = {
  title: 'CSV',
  async *records(file, { limit }) {
    let columns: string[] | null = null;
    let line = 0;
    for await (const { records, fault, share } of recordsIn(file, limit)) {
      for (const cells of records) {
        line += 1;
        if (cells.every((cell) => cell === null) && cells.length <= 1) continue;
        if (columns === null) columns = columnsOf(cells);
        else if (cells.length === columns.length) {
          const fields = columns.map((name, i) => [name, cells[i] ?? null] as const);
          yield { line, share, fields: Object.fromEntries(fields) };
        } else {
          const fault = told`has ${cells.length} cells where there are ${columns.length} columns`;
          yield { line, share, fault };
        }
      }
      if (fault !== null) yield { line: line + 1, share: 1, fault: faultOf(fault, limit) };
    }
  },
};
