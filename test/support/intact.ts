import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { api } from '../../server/api.ts';
import type { Database } from '../../db/database.ts';
import { keptCounters, recount } from './recount.ts';
import type { Caller } from './server.ts';

/** The id of a project, for what looks below the API. */
const idOf = (db: Database, slug: string): Promise<string> =>
  db.read(async (q) => {
    const { projects } = q.tables;
    const [row] = await q.db.select({ id: projects.id }).from(projects).where(eq(projects.slug, slug));
    if (!row) throw new Error(`there is no project ${slug}`);
    return row.id;
  });

/** Holds that each item of the project has all its rows, and that counters are what a recount makes them. */
export const expectNothingHalfWritten = async (db: Database, project: string): Promise<void> => {
  const projectId = await idOf(db, project);
  const rows = await db.read(async (q) => {
    const { items, payloads, predictions, routings, reviews, labels } = q.tables;
    const ids = async (table: typeof payloads | typeof predictions | typeof routings) =>
      new Set((await q.db.select({ id: table.itemId }).from(table)).map(({ id }) => id));
    return {
      items: await q.db.select().from(items).where(eq(items.projectId, projectId)),
      payloads: await ids(payloads),
      predictions: await ids(predictions),
      routings: await ids(routings),
      reviewed: new Set((await q.db.select({ id: reviews.itemId }).from(reviews)).map(({ id }) => id)),
      labelled: new Set((await q.db.select({ id: labels.itemId }).from(labels)).map(({ id }) => id)),
    };
  });
  const halves = rows.items.filter(
    ({ id, destination }) =>
      !rows.payloads.has(id) ||
      !rows.predictions.has(id) ||
      !rows.routings.has(id) ||
      !(destination === 'auto' ? rows.labelled : rows.reviewed).has(id),
  );
  expect(halves, 'items without their rows').toEqual([]);
  expect(await keptCounters(db, projectId)).toEqual(await recount(db, projectId));
};

/** Holds that the project has an item for each of these keys, all that were acknowledged. */
export const expectStored = async (
  reader: Caller,
  project: string,
  keys: Iterable<string>,
): Promise<void> => {
  const stored = new Set<string>();
  const read = async (cursor?: string): Promise<void> => {
    const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
    const page = await reader.call(api.items.list, { params: { project }, query });
    for (const row of page.rows) stored.add(row.key);
    if (page.nextCursor !== null) await read(page.nextCursor);
  };
  await read();
  const lost = [...keys].filter((key) => !stored.has(key));
  expect(lost, 'submissions that were acknowledged and are gone').toEqual([]);
};
