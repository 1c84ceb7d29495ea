import type { ClaimCursor, QueuePlace } from '../../db/queries/claims.ts';
import type { Transaction } from '../../db/database.ts';
import { longestDue } from '../domain/due.ts';

/** A hint is not believed for longer, in milliseconds: what came in unheard of is found after this. */
const oldest = 10_000;

type Known = { place: QueuePlace; at: number };

/** At which place in a project's queues work came in, or came back: `top` for anywhere. */
export type CameIn = Pick<QueuePlace, 'negPriority' | 'queueAt'> | 'top';

const isBefore = (a: Pick<QueuePlace, 'negPriority' | 'queueAt'>, b: QueuePlace): boolean =>
  a.negPriority - b.negPriority < 0 || (a.negPriority === b.negPriority && a.queueAt <= b.queueAt);

/** Whether what just came in is behind all others there are: of the lowest priority, and without a due time. */
export const isBehindAll = (where: CameIn, now: number): boolean =>
  where !== 'top' && where.negPriority >= 0 && where.queueAt >= now + (longestDue - 1) * 60_000;

/** How far down each person's queues there is nothing for them, as far as this instance has seen a moment ago. */
export const createClaimCursors = () => {
  /** By project, then by person and queue. */
  const known = new Map<string, Map<string, Known>>();

  const cameIn = (projectId: string, where: CameIn): void => {
    if (where === 'top') {
      known.delete(projectId);
      return;
    }
    const ofProject = known.get(projectId);
    for (const [key, { place }] of ofProject ?? []) if (isBefore(where, place)) ofProject?.delete(key);
  };

  return {
    /** Work came in: those who were past that place look there again. */
    cameIn,
    /** The cursor of one claim; what it learns counts once the claim is durable. */
    of: (tx: Transaction, projectId: string, userId: string, reopened: () => void): ClaimCursor => ({
      after: ({ audience, lane }) => {
        const ofProject = known.get(projectId);
        const found = ofProject?.get(`${userId} ${audience} ${lane}`);
        if (found && performance.now() - found.at < oldest) return found.place;
        ofProject?.delete(`${userId} ${audience} ${lane}`);
        return null;
      },
      reached: ({ audience, lane }, { negPriority, queueAt, id }) =>
        tx.afterCommit(() => {
          const ofProject = known.get(projectId) ?? new Map<string, Known>();
          const key = `${userId} ${audience} ${lane}`;
          // Its age is that of the first look from the top.
          const at = ofProject.get(key)?.at ?? performance.now();
          known.set(projectId, ofProject.set(key, { place: { negPriority, queueAt, id }, at }));
        }),
      reopened: () => {
        cameIn(projectId, 'top');
        reopened();
      },
    }),
  };
};

export type ClaimCursors = ReturnType<typeof createClaimCursors>;
