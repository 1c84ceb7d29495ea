import type { ColumnKind, TableShape } from './table-shapes.ts';

/** A value as both engines keep it. Integers beyond ±2⁵³ are decimal text, and so are infinite numbers. */
export type Value = string | number | boolean | null;

/** A row by its columns' names, in the table's order: as JSON it is the same text on both engines. */
export type Row = Record<string, Value>;

const integerFrom = (raw: unknown): Value => {
  const number = Number(raw);
  return Number.isSafeInteger(number) ? number : String(raw);
};

const realFrom = (raw: unknown): Value => {
  const number = Number(raw);
  return Number.isFinite(number) ? number : String(number);
};

const decoders: Record<ColumnKind, (raw: unknown) => Value> = {
  text: (raw) => {
    if (typeof raw !== 'string') throw new Error(`a text is kept as ${typeof raw}`);
    return raw;
  },
  integer: integerFrom,
  real: realFrom,
  // SQLite keeps 1 and 0; PostgreSQL's own text of a flag is t or f.
  flag: (raw) => raw === 1n || raw === 't',
};

/** Reads a row as a driver gives it: SQLite's with big integers, PostgreSQL's with every value as text. */
export const decodeRow = (shape: TableShape, raw: Record<string, unknown>): Row => {
  const row: Row = {};
  for (const { name, kind } of shape.columns) {
    const value = raw[name];
    row[name] = value === null || value === undefined ? null : decoders[kind](value);
  }
  return row;
};
