import { setImmediate as macrotask } from 'node:timers/promises';
import { isStorageFull, isUnavailable, isUniqueViolation } from '../../../db/errors.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import type { Receipt } from '../../contract/submissions.ts';
import type { Prepared } from '../../submissions/prepare.ts';
import { storeBatch } from '../../submissions/store-batch.ts';

/** Records that share one transaction, at most. */
const batchLimit = 500;

type Pending = {
  project: ProjectState;
  record: Prepared;
  resolve: (receipt: Receipt) => void;
  reject: (error: unknown) => void;
};

/**
 * Gathers the submissions that arrive at the same moment, from any number of requests, into one transaction a project:
 * one fsync and one update of each counter for all. Each is answered after the commit.
 */
export const createCollector = (services: Services) => {
  const pending = new Map<string, Pending[]>();
  const flushing = new Set<string>();

  const store = async (group: Pending[]): Promise<void> => {
    const [first] = group;
    if (!first) return;
    // A request's project state may be older than its neighbour's; the newest is the one in force.
    const project = group.reduce(
      (a, b) => (b.project.policyRevision >= a.policyRevision ? b.project : a),
      first.project,
    );
    const records = group.map((p) => p.record);
    const outcomes = await services.db.write((tx) => storeBatch(tx, services, project, records));
    outcomes.forEach((outcome, i) =>
      outcome instanceof Error ? group[i]?.reject(outcome) : group[i]?.resolve(outcome),
    );
  };

  /** Stores a group; where it fails as a whole, record by record, so that a bad one harms only itself. */
  const storeSafely = async (group: Pending[]): Promise<void> => {
    try {
      await store(group);
    } catch (error) {
      // Where the database is locked, away or full, no record is at fault, and each would wait as long again.
      const noneAtFault = isUnavailable(error) || isStorageFull(error);
      if (noneAtFault || (group.length === 1 && !isUniqueViolation(error))) {
        for (const one of group) one.reject(error);
        return;
      }
      // A unique violation is another instance taking the same key at this moment: the second try finds it.
      for (const one of group) await store([one]).catch(one.reject);
    }
  };

  const flush = async (projectId: string): Promise<void> => {
    flushing.add(projectId);
    await macrotask();
    for (let queue = pending.get(projectId); queue && queue.length > 0; queue = pending.get(projectId)) {
      pending.set(projectId, queue.slice(batchLimit));
      await storeSafely(queue.slice(0, batchLimit));
    }
    pending.delete(projectId);
    flushing.delete(projectId);
  };

  /** Stores a prepared submission; resolves with its receipt once that is durable. */
  return (project: ProjectState, record: Prepared): Promise<Receipt> =>
    new Promise((resolve, reject) => {
      const queue = pending.get(project.id) ?? [];
      queue.push({ project, record, resolve, reject });
      pending.set(project.id, queue);
      if (!flushing.has(project.id)) void flush(project.id);
    });
};
