import { sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { defineStatement, type Transaction } from './database.ts';
import type { Tables } from './schema.ts';

/** Rows that one statement adds to, at most. */
const most = 16;

type Row = Record<string, string | number | boolean>;

/** Changes of one row, added up; in one order for all transactions, so that none waits in a circle. */
const fold = (rows: readonly Row[], keys: readonly string[], sums: readonly string[]): Row[] => {
  const folded = new Map<string, Row>();
  for (const row of rows) {
    const key = keys.map((name) => String(row[name])).join('\0');
    const known = folded.get(key);
    if (known) for (const name of sums) known[name] = Number(known[name]) + Number(row[name]);
    else folded.set(key, { ...row });
  }
  return [...folded]
    .filter(([, row]) => sums.some((name) => row[name] !== 0))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
};

/**
 * Makes what adds to a table of sums: to the row of each key, which is made where there is none. The rows are shared by
 * all writers of a project, and so come last in a transaction. One statement for n rows, prepared once for each n.
 */
export const defineSums = <K extends string, S extends string>(
  name: keyof Tables,
  keys: readonly K[],
  sums: readonly S[],
): ((
  tx: Transaction,
  rows: readonly (Record<K, string | number | boolean> & Record<S, number>)[],
) => Promise<void>) => {
  const names: readonly string[] = [...keys, ...sums];
  const add = (n: number) =>
    defineStatement<Record<string, unknown>, unknown>(`${name}.add.${n}`, ({ db, tables }) => {
      const table: SQLiteTable = tables[name];
      const columns = tables[name] as unknown as Record<string, SQLiteColumn>; // named by the caller
      const column = (of: string): SQLiteColumn => {
        const found = columns[of];
        if (!found) throw new Error(`the table ${name} has no column ${of}`);
        return found;
      };
      const places = Array.from({ length: n }, (_, i) =>
        Object.fromEntries(names.map((of) => [of, sql.placeholder(`${of}${i}`)])),
      );
      return db
        .insert(table)
        .values(places as never) // placeholders stand in for values, which drizzle's insert types do not know
        .onConflictDoUpdate({
          target: keys.map(column),
          set: Object.fromEntries(
            sums.map((of) => [of, sql`${column(of)} + excluded.${sql.identifier(toSnakeCase(of))}`]),
          ) as never, // the same
        });
    });
  return async (tx, given) => {
    const rows = fold(given as readonly Row[], keys, sums);
    for (let i = 0; i < rows.length; i += most) {
      const some = rows.slice(i, i + most);
      const params = some.flatMap((row, place) => names.map((of) => [`${of}${place}`, row[of]]));
      await tx.run(add(some.length), Object.fromEntries(params) as Record<string, unknown>);
    }
  };
};
