import type { Queryable } from '../../../db/database.ts';
import { dueEndpoints } from '../../../db/queries/callbacks-claims.ts';
import { endpointsOf } from '../../../db/queries/callbacks.ts';
import { lastSuccess } from '../../../db/queries/jobs.ts';
import { isSilent } from '../../domain/alarms/heard.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { isoOrNull } from './alarm-reply.ts';
import type { Alarms } from './contract.ts';

/** Since when a callback of the project is due that nobody has taken up; null: there is none. */
const dueSince = async (q: Queryable, projectId: string, now: number): Promise<number | null> => {
  const own = new Set((await endpointsOf(q, projectId)).map(({ id }) => id));
  const due = (await dueEndpoints(q)).flatMap(({ id, dueAt }) =>
    own.has(id) && dueAt !== null && dueAt <= now ? [dueAt] : [],
  );
  return due.length > 0 ? Math.min(...due) : null;
};

/**
 * Whether the scheduled work, the evaluation of alarms among it, and what sends callbacks are heard from. `since`: when this
 * instance began, before which there may have been none that could be heard.
 */
export const heardFrom = async (
  q: Queryable,
  jobs: Services['jobs'],
  { id }: ProjectState,
  { since, now }: { since: number; now: number },
): Promise<Alarms['heard']> => {
  const told: Alarms['heard']['jobs'] = [];
  for (const { name, everySeconds } of jobs) {
    const lastAt = await lastSuccess(q, name);
    told.push({
      name,
      lastSuccessAt: isoOrNull(lastAt),
      silent: isSilent({ lastAt, everySeconds }, since, now),
    });
  }
  const due = await dueSince(q, id, now);
  const callbacks = {
    dueSince: isoOrNull(due),
    silent: due !== null && isSilent({ lastAt: due, everySeconds: 0 }, since, now),
  };
  return { jobs: told, callbacks };
};
