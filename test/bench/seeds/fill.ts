import Driver from 'better-sqlite3';
import { v7 } from 'uuid';
import { sqliteColumns } from '../../../db/columns/sqlite.ts';
import type { CoverageChange } from '../../../db/queries/audit-coverage.ts';
import type { RollupChange } from '../../../db/queries/rollups.ts';
import { schemaOf } from '../../../db/schema.ts';
import { driverRows, insertion, type DriverRows } from '../limits/insert-statements.ts';
import { countsOf } from './counts.ts';
import { coverageOf, evidenceOf, type Evidence } from './evidence.ts';
import { itemRows, type ItemRows, type Shape } from './items.ts';
import type { Place } from './place.ts';

/** Items of a block. What the n-th item is like repeats after 960: see `itemRows` and the number of inspectors. */
const blockItems = 10 * 960;

/** Blocks of one transaction. */
const blocksAtOnce = 10;

const month = 30 * 86_400_000;

/** What a column's value is in a copy of the block, where it is not what it is in the block. */
const inCopy: Record<string, string> = {
  key: `printf('item-%09d', @from + i)`,
  content_hash: `printf('%064x', @from + i)`,
  seq: 'seq + @labels',
  // The ids of a block have 0 for their time, its first 13 characters.
  decision_ids: `replace(decision_ids, '00000000-0000', @time)`,
  ...Object.fromEntries(
    ['id', 'item_id', 'prediction_id', 'routing_id', 'review_id'].map((name) => [
      name,
      `@time || substr(${name}, 14)`,
    ]),
  ),
  ...Object.fromEntries(
    ['received_at', 'created_at', 'closed_at', 'decided_at', 'at'].map((name) => [name, `${name} + @at`]),
  ),
};

/** An instant as UUIDv7 begin with it. */
const timeOfId = (at: number): string => {
  const digits = at.toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
};

/** The rows of the first items, from time 0 on, with ids that rise in the order in which they are made. */
const blockOf = (place: Place, shape: Shape, count: number, step: number): ItemRows => {
  let seq = 0;
  return itemRows(place, {
    from: 0,
    count,
    shape,
    labelSeq: 1,
    at: (n) => n * step,
    newId: () => v7({ msecs: 0, seq: (seq += 1) }),
  });
};

/** Keeps a table's rows of the block in memory, with the place of their item in it; answers the copying statement. */
const prepareCopy = (
  driver: Driver.Database,
  { table, columns, rows }: DriverRows,
  placeOfItem: Map<unknown, number>,
): Driver.Statement => {
  const block = `block_${table}`;
  const withPlace = [...columns, 'i'];
  const idAt = columns.indexOf(table === 'items' ? 'id' : 'item_id');
  driver.exec(`CREATE TEMP TABLE ${block} (${withPlace.join(', ')})`);
  insertion(driver)([
    { table: block, columns: withPlace, rows: rows.map((row) => [...row, placeOfItem.get(row[idAt])]) },
  ]);
  const copied = columns.map((name) => inCopy[name] ?? name).join(', ');
  return driver.prepare(
    `INSERT INTO main.${table} (${columns.join(', ')}) SELECT ${copied} FROM ${block} WHERE i < @count`,
  );
};

/** What the counters are to say of what was written: the evidence is that of one block, of which there are so many copies. */
export type Written = {
  counts: RollupChange[];
  labels: number;
  covered: Map<number, CoverageChange>;
  evidence: { of: Evidence; copies: number }[];
};

/**
 * Writes items of a shape into a file that nobody else has open, spread evenly over the month until `now`, as quickly as
 * SQLite can: it makes all of them from copies of one block, so that each of its trees grows at its end only. Answers what
 * the counters are to count.
 */
export const fill = (
  file: string,
  place: Place,
  { items, shape, now }: { items: number; shape: Shape; now: number },
): Written => {
  const driver = new Driver(file);
  // A file that was not filled to its end is never used.
  for (const setting of ['journal_mode = DELETE', 'journal_mode = MEMORY', 'synchronous = OFF'])
    driver.pragma(setting);
  for (const setting of ['locking_mode = EXCLUSIVE', 'cache_size = -524288', 'temp_store = MEMORY'])
    driver.pragma(setting);
  driver.pragma('foreign_keys = OFF');

  const step = Math.floor(month / items);
  const first = now - items * step;
  const block = blockOf(place, shape, Math.min(items, blockItems), step);
  const placeOfItem = new Map<unknown, number>(block.items.map(({ id }, i) => [id, i]));
  const copies = driverRows(schemaOf(sqliteColumns), block).map((rows) =>
    prepareCopy(driver, rows, placeOfItem),
  );

  const counted = new Map<string, RollupChange>();
  const covered = new Map<number, CoverageChange>();
  const evidence = [{ of: evidenceOf(block, place), copies: Math.floor(items / blockItems) || 1 }];
  let labels = 0;
  const begin = driver.prepare('BEGIN');
  const commit = driver.prepare('COMMIT');
  for (let from = 0; from < items; from += blockItems) {
    if (from % (blockItems * blocksAtOnce) === 0) begin.run();
    const count = Math.min(blockItems, items - from);
    const at = first + from * step;
    for (const copy of copies) copy.run({ from, count, at, labels, time: timeOfId(at) });
    const rows = count === block.items.length ? block : blockOf(place, shape, count, step);
    labels += rows.labels.length;
    countsOf(rows, place, at, counted);
    coverageOf(rows, at, covered);
    if (rows !== block) evidence.push({ of: evidenceOf(rows, place), copies: 1 });
    const next = from + blockItems;
    if (next >= items || next % (blockItems * blocksAtOnce) === 0) commit.run();
  }
  driver.pragma('journal_mode = DELETE');
  driver.pragma('journal_mode = WAL');
  driver.close();
  return { counts: [...counted.values()], labels, covered, evidence };
};
