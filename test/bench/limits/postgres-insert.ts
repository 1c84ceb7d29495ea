// The rows of submissions, inserted by the bare driver with one statement a table, as pgbench would from some clients.
import pg from 'pg';
import { postgres } from '../../../db/columns/postgres.ts';
import { schemaOf } from '../../../db/schema.ts';
import { answer } from '../processes/answer.ts';
import { itemRows } from '../seeds/items.ts';
import type { Place } from '../seeds/place.ts';
import { driverRows, type DriverRows } from './insert-statements.ts';

export type Input = { url: string; place: Place; items: number; perTransaction: number; clients: number };
export type Output = { perSecond: number };

const insert = async (client: pg.Client, { table, columns, rows }: DriverRows): Promise<void> => {
  const places = rows.map(
    (_, r) => `(${columns.map((_, c) => `$${r * columns.length + c + 1}`).join(', ')})`,
  );
  await client.query({
    name: `${table} ${rows.length}`,
    text: `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places.join(', ')}`,
    values: rows.flat(),
  });
};

answer<Input, Output>(async ({ url, place, items, perTransaction, clients }) => {
  const tables = schemaOf(postgres);
  const now = Date.now();
  const groups = Array.from({ length: Math.ceil(items / perTransaction) }, (_, i) => {
    const from = i * perTransaction;
    const stretch = {
      from,
      count: perTransaction,
      shape: 'fresh' as const,
      labelSeq: from + 1,
      at: () => now,
    };
    return driverRows(tables, itemRows(place, stretch));
  });
  const connected = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client(url);
      await client.connect();
      return client;
    }),
  );
  const insertAll = async (waiting: DriverRows[][]): Promise<void> => {
    await Promise.all(
      connected.map(async (client) => {
        for (let group = waiting.pop(); group; group = waiting.pop()) {
          await client.query('BEGIN');
          for (const table of group) await insert(client, table);
          await client.query('COMMIT');
        }
      }),
    );
  };
  const warmUp = groups.splice(0, Math.floor(groups.length / 4));
  await insertAll(warmUp);
  const measured = groups.length * perTransaction;
  const started = performance.now();
  await insertAll(groups);
  const perSecond = measured / ((performance.now() - started) / 1000);
  await Promise.all(connected.map((client) => client.end()));
  return { perSecond };
});
