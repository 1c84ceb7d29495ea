import { desc, eq } from 'drizzle-orm';
import type { ProtocolName } from '../../server/domain/model-protocols/names.ts';
import type { ReplyMapping } from '../../server/domain/model-protocols/protocol.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { textParam } from '../params.ts';

/** Where a model version is asked, and how. */
export type ModelEndpoint = {
  modelVersionId: string;
  projectId: string;
  url: string;
  protocol: ProtocolName;
  timeoutMs: number;
  secretHeader: string | null;
  secret: string | null;
  mapping: ReplyMapping;
  /** Epoch milliseconds. */
  changedAt: number;
};

/** An endpoint with the version it is of. */
export type NamedEndpoint = { model: string; retiredAt: number | null; endpoint: ModelEndpoint };

const find = defineStatement<{ projectId: string }, NamedEndpoint[]>(
  'model_endpoints',
  ({ db, tables: { modelEndpoints: e, modelVersions: v } }) =>
    db
      .select({ model: v.model, retiredAt: v.retiredAt, endpoint: e })
      .from(e)
      .innerJoin(v, eq(v.id, e.modelVersionId))
      .where(eq(e.projectId, textParam('projectId')))
      .orderBy(desc(v.registeredAt), desc(v.id)),
);

/** The endpoints of a project's model versions, latest registered first. */
export const modelEndpointsOf = (q: Queryable, projectId: string): Promise<NamedEndpoint[]> =>
  q.run(find, { projectId });

/** Sets the endpoint of a model version in place of the one it had. */
export const saveModelEndpoint = async (tx: Transaction, endpoint: ModelEndpoint): Promise<void> => {
  const { modelEndpoints: e } = tx.tables;
  const { modelVersionId: _, ...set } = endpoint;
  await tx.db.insert(e).values(endpoint).onConflictDoUpdate({ target: e.modelVersionId, set });
};

/** Takes the endpoint of a model version away. */
export const removeModelEndpoint = async (tx: Transaction, modelVersionId: string): Promise<void> => {
  const { modelEndpoints: e } = tx.tables;
  await tx.db.delete(e).where(eq(e.modelVersionId, modelVersionId));
};
