import { and, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { CallbackEvent } from '../../server/domain/callback-events.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { textParam } from '../params.ts';
import type { Tables } from '../schema.ts';

/** An endpoint as it is kept. Instants are epoch milliseconds. */
export type EndpointRow = Tables['callbackEndpoints']['$inferSelect'];

/** The project's endpoints that events are kept for, with what each asks for. */
const subscribed = defineStatement<{ projectId: string }, { id: string; events: CallbackEvent[] }[]>(
  'callbacks.subscribed',
  ({ db, tables: { callbackEndpoints: e } }) =>
    db
      .select({ id: e.id, events: e.events })
      .from(e)
      .where(and(eq(e.projectId, textParam('projectId')), isNull(e.disabledAt), isNull(e.removedAt))),
);

/** The project's endpoints that are neither disabled nor removed, with what each asks for. */
export const subscriptionsOf = (
  q: Queryable,
  projectId: string,
): Promise<{ id: string; events: CallbackEvent[] }[]> => q.run(subscribed, { projectId });

/** A project's endpoints, newest first. */
export const endpointsOf = async (q: Queryable, projectId: string): Promise<EndpointRow[]> => {
  const { callbackEndpoints: e } = q.tables;
  return q.db
    .select()
    .from(e)
    .where(and(eq(e.projectId, projectId), isNull(e.removedAt)))
    .orderBy(desc(e.id));
};

/** Of these endpoints: how many deliveries wait, and how many were given up since an instant. */
export const endpointCounts = async (
  q: Queryable,
  ids: string[],
  since: number,
): Promise<Map<string, { pending: number; failed: number }>> => {
  const { deliveries: d } = q.tables;
  const counts = new Map(ids.map((id) => [id, { pending: 0, failed: 0 }]));
  if (ids.length === 0) return counts;
  const counted = (state: 'pending' | 'failed') =>
    q.db
      .select({ id: d.endpointId, n: sql<number>`count(*)`.mapWith(Number) })
      .from(d)
      .where(
        and(
          inArray(d.endpointId, ids),
          eq(d.state, state),
          state === 'failed' ? gt(d.closedAt, since) : undefined,
        ),
      )
      .groupBy(d.endpointId);
  for (const state of ['pending', 'failed'] as const)
    for (const { id, n } of await counted(state)) {
      const count = counts.get(id);
      if (count) count[state] = n;
    }
  return counts;
};

/** Keeps an endpoint. */
export const insertEndpoint = async (tx: Transaction, row: EndpointRow): Promise<void> => {
  await tx.db.insert(tx.tables.callbackEndpoints).values(row);
};

/** A project's endpoint, locked until the transaction ends; null where there is none. */
export const lockEndpoint = async (
  tx: Transaction,
  projectId: string,
  id: string,
): Promise<EndpointRow | null> => {
  const { callbackEndpoints: e } = tx.tables;
  const [row] = await tx.db
    .select()
    .from(e)
    .where(
      sql`${and(eq(e.id, id), eq(e.projectId, projectId), isNull(e.removedAt))} ${tx.dialect.forUpdate}`,
    );
  return row ?? null;
};

/** Changes an endpoint. */
export const setEndpoint = async (
  tx: Transaction,
  id: string,
  set: Partial<Omit<EndpointRow, 'id' | 'projectId'>>,
): Promise<void> => {
  const { callbackEndpoints: e } = tx.tables;
  await tx.db.update(e).set(set).where(eq(e.id, id));
};
