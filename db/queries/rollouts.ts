import { and, asc, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { activeStates, type RolloutPlace } from '../../server/domain/rollout/states.ts';
import type { Queryable, Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import type { Tables } from '../schema.ts';

/** A rollout as it is kept, with the names of the versions. Instants are epoch milliseconds. */
export type Rollout = Tables['rollouts']['$inferSelect'] & { candidate: string; live: string | null };

/** One line of a rollout's timeline. */
export type RolloutMoment = Tables['rolloutHistory']['$inferSelect'];

const named = (q: Queryable) => {
  const { rollouts: r, modelVersions } = q.tables;
  const candidate = alias(modelVersions, 'candidate');
  const live = alias(modelVersions, 'live');
  return q.db
    .select({ rollout: r, candidate: candidate.model, live: live.model })
    .from(r)
    .innerJoin(candidate, eq(candidate.id, r.candidateId))
    .leftJoin(live, eq(live.id, r.liveId));
};

/** A project's rollouts, the latest first. */
export const latestRollouts = async (q: Queryable, projectId: string, limit: number): Promise<Rollout[]> => {
  const { rollouts: r } = q.tables;
  const rows = await named(q).where(eq(r.projectId, projectId)).orderBy(desc(r.id)).limit(limit);
  return rows.map(({ rollout, ...names }) => ({ ...rollout, ...names }));
};

/** One rollout of a project; null: there is none of this id. `lock` keeps it from being changed until the transaction ends. */
export const rolloutOf = async (
  q: Queryable,
  projectId: string,
  id: string,
  { lock = false } = {},
): Promise<Rollout | null> => {
  const { rollouts: r } = q.tables;
  if (lock)
    await q.db
      .select({ id: r.id })
      .from(r)
      .where(sql`${eq(r.id, id)} ${q.dialect.forUpdate}`);
  const [row] = await named(q).where(and(eq(r.projectId, projectId), eq(r.id, id)));
  return row ? { ...row.rollout, candidate: row.candidate, live: row.live } : null;
};

/** The rollouts of all projects that have hold of one. */
export const activeRollouts = async (q: Queryable): Promise<{ id: string; projectId: string }[]> => {
  const { rollouts: r } = q.tables;
  return q.db
    .select({ id: r.id, projectId: r.projectId })
    .from(r)
    .where(inArray(r.state, [...activeStates]))
    .orderBy(asc(r.id));
};

/** Keeps a rollout that was drawn up; answers its id. */
export const insertRollout = async (
  tx: Transaction,
  rollout: Omit<Tables['rollouts']['$inferInsert'], 'id'>,
): Promise<string> => {
  const id = newId();
  await tx.db.insert(tx.tables.rollouts).values({ ...rollout, id });
  return id;
};

/** Puts a rollout where it has come to. */
export const moveRollout = async (
  tx: Transaction,
  id: string,
  change: RolloutPlace &
    Partial<Pick<Rollout, 'startedAt' | 'before' | 'liveId' | 'countedAtStart' | 'countedAtStep'>>,
): Promise<void> => {
  const { rollouts: r } = tx.tables;
  await tx.db.update(r).set(change).where(eq(r.id, id));
};

/** Adds a line to a rollout's timeline. */
export const recordMoment = async (tx: Transaction, moment: Omit<RolloutMoment, 'id'>): Promise<void> => {
  await tx.db.insert(tx.tables.rolloutHistory).values({ ...moment, id: newId() });
};

/** A rollout's timeline, oldest first. */
export const momentsOf = async (q: Queryable, rolloutId: string): Promise<RolloutMoment[]> => {
  const { rolloutHistory: h } = q.tables;
  return q.db.select().from(h).where(eq(h.rolloutId, rolloutId)).orderBy(asc(h.id));
};

/** What happened in a project's rollouts in a time, oldest first, with the candidate's name; raises of a share are left out. */
export const momentsBetween = async (
  q: Queryable,
  projectId: string,
  { from, to }: { from: number; to: number },
): Promise<(Pick<RolloutMoment, 'at' | 'event' | 'state' | 'share'> & { candidate: string })[]> => {
  const { rolloutHistory: h, rollouts: r, modelVersions: m } = q.tables;
  return q.db
    .select({ at: h.at, event: h.event, state: h.state, share: h.share, candidate: m.model })
    .from(h)
    .innerJoin(r, eq(r.id, h.rolloutId))
    .innerJoin(m, eq(m.id, r.candidateId))
    .where(and(eq(h.projectId, projectId), gte(h.at, from), lt(h.at, to), sql`${h.event} <> 'raise'`))
    .orderBy(asc(h.at), asc(h.id));
};
