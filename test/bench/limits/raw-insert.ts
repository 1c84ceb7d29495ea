// The rows of submissions, inserted by the bare driver with the product's settings: so many items a transaction, each
// durable.
import { sqliteColumns } from '../../../db/columns/sqlite.ts';
import { schemaOf } from '../../../db/schema.ts';
import { openDriver } from '../../../db/sqlite.ts';
import { answer } from '../processes/answer.ts';
import { percentile } from '../statistics.ts';
import { itemRows } from '../seeds/items.ts';
import type { Place } from '../seeds/place.ts';
import { driverRows, insertion } from './insert-statements.ts';

/** `warmUp`: items more that are inserted first, untimed. */
export type Input = { file: string; place: Place; items: number; perTransaction: number; warmUp: number };
/** Items a second, and the milliseconds of a transaction. */
export type Output = { perSecond: number; p50: number; p99: number };

answer<Input, Output>(async ({ file, place, items, perTransaction, warmUp }) => {
  const driver = openDriver(file);
  const insert = insertion(driver);
  const tables = schemaOf(sqliteColumns);
  const now = Date.now();
  const groups = Array.from({ length: Math.ceil((warmUp + items) / perTransaction) }, (_, i) => {
    const from = i * perTransaction;
    // Positions of labels are unique, and no transaction has more of them than items.
    return driverRows(
      tables,
      itemRows(place, { from, count: perTransaction, shape: 'fresh', labelSeq: from + 1, at: () => now }),
    );
  });
  for (const group of groups.splice(0, Math.floor(warmUp / perTransaction))) insert(group);
  const times = groups.map((group) => {
    const started = performance.now();
    insert(group);
    return performance.now() - started;
  });
  driver.close();
  const seconds = times.reduce((sum, ms) => sum + ms, 0) / 1000;
  const perSecond = (groups.length * perTransaction) / seconds;
  return { perSecond, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
});
