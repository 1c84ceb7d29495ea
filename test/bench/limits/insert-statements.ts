import type Driver from 'better-sqlite3';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { Tables } from '../../../db/schema.ts';
import { itemTableNames, type ItemRows } from '../seeds/items.ts';

const inSnakeCase = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Rows of one table as the driver takes them: the statement's text, and a list of values for each row. */
export type DriverRows = { table: string; columns: string[]; rows: unknown[][] };

/** Rows as the driver of the tables' engine takes them, without those tables that have none. */
export const driverRows = (tables: Tables, items: ItemRows): DriverRows[] =>
  itemTableNames.flatMap((name) => {
    const columns = Object.entries(getTableColumns(tables[name]));
    const rows = (items[name] as Record<string, unknown>[]).map((row) =>
      columns.map(([key, column]) => (row[key] == null ? null : column.mapToDriverValue(row[key]))),
    );
    const table = getTableName(tables[name]);
    return rows.length === 0 ? [] : [{ table, columns: columns.map(([key]) => inSnakeCase(key)), rows }];
  });

/** Prepares the insertion of rows in one transaction, as quickly as the driver can. */
export const insertion = (driver: Driver.Database): ((rows: DriverRows[]) => void) => {
  const statements = new Map<string, Driver.Statement>();
  const statementFor = ({ table, columns }: DriverRows): Driver.Statement => {
    const known = statements.get(table);
    if (known) return known;
    const places = columns.map(() => '?').join(', ');
    const made = driver.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
    statements.set(table, made);
    return made;
  };
  const insertAll = driver.transaction((groups: DriverRows[]) => {
    for (const group of groups) {
      const statement = statementFor(group);
      for (const row of group.rows) statement.run(...row);
    }
  });
  return (groups) => insertAll.immediate(groups);
};
