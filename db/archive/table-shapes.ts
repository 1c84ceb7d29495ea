import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { sqliteColumns } from '../columns/sqlite.ts';
import { schemaOf } from '../schema.ts';

/** What a column holds, whatever the engine calls it. */
export const columnKinds = ['text', 'integer', 'real', 'flag'] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** A table as both engines know it: the names are those of the database. */
export type TableShape = { name: string; columns: { name: string; kind: ColumnKind }[] };

/** A declared foreign key, in the names of the database. */
export type ForeignKey = { table: string; columns: string[]; parent: string; parentColumns: string[] };

const nameOf = (column: SQLiteColumn): string => (column.keyAsName ? toSnakeCase(column.name) : column.name);

const kindOf = (column: SQLiteColumn): ColumnKind => {
  const type = column.dataType === 'boolean' ? 'flag' : column.getSQLType();
  const kind = columnKinds.find((known) => known === type);
  if (!kind) throw new Error(`the column ${column.name} is of type ${type}, which cannot be carried over`);
  return kind;
};

const keysOf = (table: SQLiteTable): ForeignKey[] =>
  getTableConfig(table).foreignKeys.map((key) => {
    const { columns, foreignTable, foreignColumns } = key.reference();
    return {
      table: getTableConfig(table).name,
      columns: columns.map(nameOf),
      parent: getTableConfig(foreignTable).name,
      parentColumns: foreignColumns.map(nameOf),
    };
  });

const declared = (): SQLiteTable[] => Object.values(schemaOf(sqliteColumns));

/** Every foreign key that the tables declare. */
export const foreignKeys = (): ForeignKey[] => declared().flatMap(keysOf);

/** Every table of the schema, each after those that its foreign keys name. Throws where they go in a circle. */
export const tableShapes = (): TableShape[] => {
  const ordered: TableShape[] = [];
  let waiting = declared();
  while (waiting.length > 0) {
    const names = new Set(waiting.map((table) => getTableConfig(table).name));
    const isReady = (table: SQLiteTable): boolean =>
      keysOf(table).every((key) => key.parent === key.table || !names.has(key.parent));
    const ready = waiting.filter(isReady);
    if (ready.length === 0) throw new Error(`foreign keys go in a circle among ${[...names].join(', ')}`);
    for (const table of ready) {
      const { name, columns } = getTableConfig(table);
      ordered.push({ name, columns: columns.map((c) => ({ name: nameOf(c), kind: kindOf(c) })) });
    }
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return ordered;
};
