import { z } from 'zod';
import { transitionPage } from '../../../db/queries/alarm-transitions.ts';
import type { Handler, Handlers, Services } from '../../http/handler.ts';
import { pageOf, placeOf } from '../../http/keyset-page.ts';
import { changeHandlers } from './change.ts';
import type { alarmsContract } from './contract.ts';
import { heardFrom } from './heard.ts';
import { listAlarms } from './list.ts';
import { recipientHandlers } from './recipients.ts';
import { silenceHandlers } from './silences.ts';

const place = z.tuple([z.number().int()]);

const history =
  ({ db }: Services): Handler<(typeof alarmsContract)['history']> =>
  async ({ project, query: { cursor, limit } }) => {
    const before = placeOf(cursor, place)?.[0] ?? null;
    // One more than asked for tells whether another page follows.
    const found = await db.read((q) => transitionPage(q, project.id, before, limit + 1));
    return pageOf(
      found,
      limit,
      ({ ruleId, name, from, to, fires, value, at }) => ({
        alarm: ruleId,
        name,
        from,
        to,
        fires,
        value,
        at: new Date(at).toISOString(),
      }),
      ({ position }) => [position],
    );
  };

/** Alarms: how they stand, what is done to them, and who is told. */
export const alarmsHandlers = (s: Services): Handlers<typeof alarmsContract> => {
  const since = s.now();
  return {
    list: ({ project }) =>
      s.db.read(async (q) => {
        const now = s.now();
        return {
          ...(await listAlarms(q, project, s.config.smtpUrl !== null, now)),
          heard: await heardFrom(q, s.jobs, project, { since, now }),
        };
      }),
    history: history(s),
    ...changeHandlers(s),
    ...silenceHandlers(s),
    ...recipientHandlers(s),
  };
};
