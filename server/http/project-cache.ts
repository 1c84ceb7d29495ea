import { LRUCache } from 'lru-cache';
import type { Database } from '../../db/database.ts';
import { projectState } from '../../db/queries/projects.ts';
import type { ProjectState } from './handler.ts';

/** How long another instance may go on with a policy that was replaced, in milliseconds. */
const maxAge = 1_000;

/** Projects by slug with schema and policy in force, read again after a second or when told to forget. */
export const createProjectCache = (db: Database) => {
  const cache = new LRUCache<string, ProjectState>({ max: 1_000, ttl: maxAge });
  let generation = 0;
  return {
    get: async (slug: string): Promise<ProjectState | null> => {
      const known = cache.get(slug);
      if (known) return known;
      const begunIn = generation;
      const state = await db.read((q) => projectState(q, slug));
      // What was read before somebody said `forget` must not be remembered after it.
      if (state && begunIn === generation) cache.set(slug, state);
      return state;
    },
    forget: () => {
      generation += 1;
      cache.clear();
    },
  };
};
