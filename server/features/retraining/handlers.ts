import { z } from 'zod';
import { recordAudit } from '../../../db/queries/audit.ts';
import {
  changeCycle,
  cycleOf,
  cyclesOf,
  lockCycle,
  setRetrainingSettings,
} from '../../../db/queries/retraining.ts';
import { cancelled } from '../../domain/retraining/cycle.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { pageOf, placeOf } from '../../http/keyset-page.ts';
import { actorOf } from '../../http/principal.ts';
import type { retrainingContract } from './contract.ts';
import { cycleTeller } from './cycle-reply.ts';
import { dataset } from './dataset.ts';
import { noSuchCycle } from './no-such-cycle.ts';
import { askForTraining } from './ask-for-training.ts';
import { report } from './report.ts';
import { readRetraining } from './read.ts';

const place = z.tuple([z.number().int(), z.string()]);

/** When trainings are asked for, and how each of them went. */
export const retrainingHandlers = (s: Services): Handlers<typeof retrainingContract> => ({
  get: ({ project }) => s.db.read((q) => readRetraining(q, project, s.now())),

  change: ({ project, principal, body }) =>
    s.db.write(async (tx) => {
      const at = s.now();
      const before = await setRetrainingSettings(tx, project.id, body);
      if (JSON.stringify(before) !== JSON.stringify(body))
        await recordAudit(tx, {
          at,
          projectId: project.id,
          actor: actorOf(principal),
          action: 'retraining.changed',
          subject: project.name,
          before,
          after: body,
        });
      s.publish.retrainingChanged(tx, project);
      return readRetraining(tx, project, at);
    }),

  cycles: async ({ project, query: { cursor, limit, state } }) => {
    const after = placeOf(cursor, place);
    return s.db.read(async (q) => {
      // One more than asked for tells whether another page follows.
      const found = await cyclesOf(q, project.id, {
        states: state === undefined ? null : [state],
        after,
        limit: limit + 1,
      });
      const tell = await cycleTeller(s, q, project);
      return pageOf(found, limit, tell, ({ requestedAt, id }) => [requestedAt, id]);
    });
  },

  cycle: ({ project, params }) =>
    s.db.read(async (q) => {
      const row = await cycleOf(q, project.id, params.id);
      if (!row) throw noSuchCycle();
      return (await cycleTeller(s, q, project))(row);
    }),

  request: ({ project, principal }) =>
    s.db.write(async (tx) => {
      const row = await askForTraining(s, tx, project, 'by_hand', actorOf(principal));
      return (await cycleTeller(s, tx, project))(row);
    }),

  cancel: ({ project, params, principal }) =>
    s.db.write(async (tx) => {
      const row = await lockCycle(tx, project.id, params.id);
      if (!row) throw noSuchCycle();
      const tell = await cycleTeller(s, tx, project);
      const change = cancelled(row, s.now());
      if (!change) return tell(row);
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor: actorOf(principal),
        action: 'retraining.cancelled',
        subject: project.name,
        before: { cycle: row.id, state: row.state },
        after: { cycle: row.id, state: 'cancelled' },
      });
      s.publish.retrainingChanged(tx, project);
      return tell(await changeCycle(tx, row.id, change));
    }),

  dataset: dataset(s),
  report: report(s),
});
