import Driver from 'better-sqlite3';
import { openDriver } from '../../../db/sqlite.ts';
import { itemTableNames } from './items.ts';

// What a seed was like when it was written stands in a file beside it: the last row of each table that has many, and all
// rows of the others.

const isLarge = (table: string): boolean => itemTableNames.some((name) => name === table);

const tablesOf = (driver: Driver.Database, schema: string): string[] =>
  driver
    .prepare<[], string>(
      `SELECT name FROM ${schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all();

/** Notes what a seed is like, for `restore`. */
export const keepState = (file: string, state: string): void => {
  const driver = new Driver(file);
  driver.prepare('ATTACH ? AS state').run(state);
  driver.exec('CREATE TABLE state.last_rows (name TEXT PRIMARY KEY, row INTEGER NOT NULL)');
  for (const table of tablesOf(driver, 'main'))
    driver.exec(
      isLarge(table)
        ? `INSERT INTO state.last_rows SELECT '${table}', coalesce(max(rowid), 0) FROM main.${table}`
        : `CREATE TABLE state.${table} AS SELECT * FROM main.${table}`,
    );
  driver.close();
};

/**
 * Takes back what was written to a seed: rows that were added, claims, and all changes of the smaller tables. Decisions
 * are for copies: the reviews that they close stay closed.
 */
export const restore = (file: string, state: string): void => {
  const driver = openDriver(file);
  driver.pragma('foreign_keys = OFF'); // rows go in the order of the tables, not in that of their references
  driver.prepare('ATTACH ? AS state').run(state);
  driver.exec('BEGIN IMMEDIATE');
  // They keep what must not be changed, which is taken back here with the rest.
  const triggers = driver
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'`,
    )
    .all();
  for (const { name } of triggers) driver.exec(`DROP TRIGGER main.${name}`);
  for (const table of tablesOf(driver, 'main'))
    driver.exec(
      isLarge(table)
        ? `DELETE FROM main.${table} WHERE rowid > (SELECT row FROM state.last_rows WHERE name = '${table}')`
        : `DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM state.${table}`,
    );
  driver.exec(`UPDATE reviews SET state = 'open', holder_id = NULL, lease_expires_at = NULL,
    schema_revision = NULL, token = 0 WHERE state = 'held'`);
  for (const { sql } of triggers) driver.exec(sql);
  driver.exec('COMMIT');
  driver.pragma('wal_checkpoint(TRUNCATE)');
  driver.close();
};
