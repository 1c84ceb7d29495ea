import type { Actor } from '../../../db/actor.ts';
import { insertDriftReference } from '../../../db/queries/drift.ts';
import { measuresBetween } from '../../../db/queries/measures.ts';
import { fewestCurrent } from '../../domain/drift/compare.ts';
import { countAll, driftCounts, driftMetrics } from '../../domain/drift/counts.ts';
import type { Services } from '../../http/handler.ts';
import type { Transaction } from '../../../db/database.ts';

type Asked = {
  modelVersionId: string;
  name: string;
  from: number;
  to: number;
  windowMinutes: number;
  actor: Actor;
};

/**
 * Freezes what came in of a model version over a time (epoch milliseconds) as its reference; answers its revision, or null
 * where that is too little to hold anything against.
 */
export const takeReference = async (
  tx: Transaction,
  { now }: Pick<Services, 'now'>,
  projectId: string,
  asked: Asked,
): Promise<number | null> => {
  const { modelVersionId, from, to } = asked;
  const filter = { metrics: driftMetrics, modelVersionId, from, to };
  const counts = driftCounts(await measuresBetween(tx, projectId, filter));
  if (countAll(counts['classes'] ?? {}) < fewestCurrent) return null;
  return insertDriftReference(tx, projectId, { ...asked, counts, createdAt: now() });
};
