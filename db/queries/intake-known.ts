import { and, asc, eq, sql } from 'drizzle-orm';
import type { Routing } from '../../server/domain/routing.ts';
import type { Json } from '../../server/domain/words.ts';
import { defineStatement, type Queryable, type Transaction } from '../database.ts';
import { oneRow, textParam } from '../params.ts';

type KnownRouting = Pick<
  Routing,
  'destination' | 'reasons' | 'rule' | 'threshold' | 'reviewProbability' | 'arm'
>;

/** What was answered to a submission before. */
export type KnownSubmission = {
  itemId: string;
  contentHash: string;
  policyRevision: number;
  /** The version whose prediction was used, and what it said. */
  model: string;
  value: Json;
  routing: KnownRouting;
};

const taken = defineStatement<
  { projectId: string; keys: string },
  { key: string; itemId: string; contentHash: string }[]
>('intake.taken', ({ db, tables: { items }, dialect }) =>
  db
    .select({ key: items.key, itemId: items.id, contentHash: items.contentHash })
    .from(items)
    .where(
      and(eq(items.projectId, textParam('projectId')), dialect.isAmong(items.key, sql.placeholder('keys'))),
    ),
);

const firstRouting = defineStatement<
  { itemId: string },
  { routing: KnownRouting & { policyRevision: number }; model: string; value: Json }[]
>('intake.first_routing', ({ db, tables: { routings, predictions, modelVersions } }) =>
  db
    .select({ routing: routings, model: modelVersions.model, value: predictions.value })
    .from(routings)
    .innerJoin(predictions, eq(predictions.id, routings.predictionId))
    .innerJoin(modelVersions, eq(modelVersions.id, predictions.modelVersionId))
    .where(eq(routings.itemId, textParam('itemId')))
    .orderBy(asc(routings.id))
    .limit(oneRow),
);

/** The first answers to keys that were submitted before, by key. */
export const knownSubmissions = async (
  q: Queryable,
  projectId: string,
  keys: string[],
): Promise<Map<string, KnownSubmission>> => {
  const found = new Map<string, KnownSubmission>();
  for (const row of await q.run(taken, { projectId, keys: JSON.stringify(keys) })) {
    const [first] = await q.run(firstRouting, { itemId: row.itemId });
    if (first) {
      const { policyRevision } = first.routing;
      found.set(row.key, { ...row, ...first, policyRevision });
    }
  }
  return found;
};

const files = defineStatement<
  { projectId: string; hashes: string },
  { hash: string; type: string; size: number }[]
>('intake.files', ({ db, tables: { media }, dialect }) =>
  db
    .select({ hash: media.hash, type: media.type, size: media.size })
    .from(media)
    .where(
      and(
        eq(media.projectId, textParam('projectId')),
        dialect.isAmong(media.hash, sql.placeholder('hashes')),
      ),
    ),
);

/** The project's files among these hashes. */
export const knownMedia = async (
  tx: Transaction,
  projectId: string,
  hashes: string[],
): Promise<Map<string, { type: string; size: number }>> => {
  if (hashes.length === 0) return new Map();
  const rows = await tx.run(files, { projectId, hashes: JSON.stringify(hashes) });
  return new Map(rows.map(({ hash, type, size }) => [hash, { type, size }]));
};
