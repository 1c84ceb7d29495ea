import { LRUCache } from 'lru-cache';
import type { Queryable, Statement } from '../database.ts';
import type { Tables } from '../schema.ts';

/** A revision of something that a project has. */
type Revision = { projectId: string; revision: number };

/** Revisions of one kind that are kept at most. */
const mostKept = 500;

/**
 * Reads one revision of what `what` names, which never changes: what was read is kept, for each open database. Throws where
 * there is none.
 */
export const byRevision = <T extends object>(what: string, statement: Statement<Revision, T[]>) => {
  const kept = new WeakMap<Tables, LRUCache<string, T>>();
  return async (q: Queryable, projectId: string, revision: number): Promise<T> => {
    const known = kept.get(q.tables) ?? new LRUCache({ max: mostKept });
    kept.set(q.tables, known);
    const key = `${projectId} ${revision}`;
    const row = known.get(key) ?? (await q.run(statement, { projectId, revision }))[0];
    if (!row) throw new Error(`project ${projectId} has no ${what} revision ${revision}`);
    known.set(key, row);
    return row;
  };
};
