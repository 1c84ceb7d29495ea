import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { RolloutState } from '../../server/domain/rollout/states.ts';
import type { Queryable } from '../database.ts';

/** A version's latest rollout, and when it first came to each station (epoch milliseconds; null: it did not). */
export type RolloutWay = {
  id: string;
  state: RolloutState;
  shadowAt: number | null;
  canaryAt: number | null;
  liveAt: number | null;
};

/** How the versions of a project that came of trainings were brought in, by `name@version`. */
export const rolloutWays = async (q: Queryable, projectId: string): Promise<Map<string, RolloutWay>> => {
  const { rollouts: r, rolloutHistory: h, modelVersions: m } = q.tables;
  const rows = await q.db
    .select({ model: m.model, id: r.id, state: r.state, at: h.at, cameTo: h.state })
    .from(r)
    .innerJoin(m, eq(m.id, r.candidateId))
    .innerJoin(h, eq(h.rolloutId, r.id))
    .where(and(eq(r.projectId, projectId), isNotNull(m.trainedOn)))
    .orderBy(asc(r.id), asc(h.id));
  const ways = new Map<string, RolloutWay>();
  for (const { model, id, state, at, cameTo } of rows) {
    const known = ways.get(model);
    const way = known?.id === id ? known : { id, state, shadowAt: null, canaryAt: null, liveAt: null };
    ways.set(model, {
      ...way,
      shadowAt: way.shadowAt ?? (cameTo === 'shadow' ? at : null),
      canaryAt: way.canaryAt ?? (cameTo === 'canary' ? at : null),
      liveAt: way.liveAt ?? (cameTo === 'promoted' ? at : null),
    });
  }
  return ways;
};

/** A version that came of a training, in a project that has it brought in as shadow by itself. */
export type TrainedVersion = { projectId: string; modelVersionId: string; model: string };

/** Those that were never rolled out, of projects in which nothing is being rolled out, the first trained first. */
export const versionsToBringIn = async (q: Queryable): Promise<TrainedVersion[]> => {
  const { modelVersions: m, projects: p, rollouts: r, deployments: d } = q.tables;
  const rows = await q.db
    .select({ projectId: m.projectId, modelVersionId: m.id, model: m.model, settings: p.retraining })
    .from(m)
    .innerJoin(p, eq(p.id, m.projectId))
    .leftJoin(d, eq(d.projectId, m.projectId))
    .where(
      and(
        isNotNull(m.trainedOn),
        isNull(m.retiredAt),
        isNull(d.rolloutId),
        sql`NOT EXISTS (SELECT 1 FROM ${r} WHERE ${r.candidateId} = ${m.id} OR ${r.liveId} = ${m.id})`,
      ),
    )
    .orderBy(asc(m.registeredAt), asc(m.id));
  return rows.flatMap(({ settings, ...version }) => (settings?.entersShadow ? [version] : []));
};
