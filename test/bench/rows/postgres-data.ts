import pg from 'pg';
import { createTestDatabase, startPostgres } from '../../support/postgres.ts';
import { ask } from '../processes/children.ts';
import { oncePerRun } from '../row.ts';
import type { Shape } from '../seeds/items.ts';
import type { Place } from '../seeds/place.ts';
import type { Input, Output } from '../seeds/write-seed.ts';

/** What must be known of every line measured on this server. */
export const postgresNote = 'PostgreSQL with its standard settings, on both sides';

/** A PostgreSQL server of the run's own, which ends with it. */
export const postgresServer = oncePerRun(() => startPostgres({ durable: true }));

/** A new database on it with so many items of a shape. */
export const postgresData = async (
  server: { url: string },
  shape: Shape,
  items: number,
): Promise<{ url: string; place: Place }> => {
  const url = await createTestDatabase(server.url);
  const place = await ask<Input, Output>('seeds/write-seed.ts', { url, items, shape });
  return { url, place };
};

/** How many items there are in a database. */
export const itemsIn = async (url: string): Promise<number> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ n: string }>('SELECT count(*) AS n FROM items');
    return Number(rows[0]?.n);
  } finally {
    await client.end();
  }
};
