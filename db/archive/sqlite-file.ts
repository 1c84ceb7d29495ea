import { existsSync } from 'node:fs';
import type Driver from 'better-sqlite3';
import { decodeRow, type Row } from './canonical-row.ts';
import { batchesOf } from './row-batches.ts';
import { migrationAt, unmigrated, type Migration } from './migration-state.ts';
import type { TableShape } from './table-shapes.ts';

/** Throws where there is no such file: a database would be made of a mistyped name. */
export const assertThere = (file: string): void => {
  if (!existsSync(file))
    throw new Error(`there is no database at ${file}; DATA_DIR or DATABASE_URL says where it is`);
};

/** The newest migration of a file; null where a newer program has migrated it. */
export const migrationOfFile = (driver: Driver.Database): Migration | null => {
  const known = driver.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (!known) return unmigrated;
  const newest = driver.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get();
  return migrationAt('sqlite', Number(newest ?? 0));
};

const isTable = (driver: Driver.Database, name: string): boolean =>
  driver.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;

/** The first of these tables that has a row; null where none has. */
export const filledTableOfFile = (driver: Driver.Database, names: string[]): string | null =>
  names.find(
    (name) => isTable(driver, name) && driver.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get() !== undefined,
  ) ?? null;

/** The names of a table's columns, quoted, as a list. */
export const columnList = ({ columns }: TableShape): string =>
  columns.map(({ name }) => `"${name}"`).join(', ');

/** All rows of a table in batches. The connection can do nothing else until the last was taken. */
export const rowsOfFile = async function* (
  driver: Driver.Database,
  shape: TableShape,
): AsyncGenerator<Row[]> {
  const all = driver.prepare<[], Record<string, unknown>>(`SELECT ${columnList(shape)} FROM "${shape.name}"`);
  yield* batchesOf(all.safeIntegers(true).iterate(), (raw) => decodeRow(shape, raw));
};

/** Inserts rows of one table, row by row, which is the quickest here. */
export const insertIntoFile = (driver: Driver.Database, shape: TableShape, rows: Row[]): void => {
  const places = shape.columns.map(() => '?').join(', ');
  const insert = driver.prepare(`INSERT INTO "${shape.name}" (${columnList(shape)}) VALUES (${places})`);
  for (const row of rows)
    insert.run(
      shape.columns.map(({ name, kind }) => {
        const value = row[name] ?? null;
        if (value === null) return null;
        if (kind === 'flag') return value === true ? 1 : 0;
        if (kind === 'real') return Number(value);
        return kind === 'integer' && typeof value === 'string' ? BigInt(value) : value;
      }),
    );
};
