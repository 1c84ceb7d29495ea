import {
  changeCycle,
  lockCycle,
  registerTrained,
  retrainingSettings,
} from '../../../db/queries/retraining.ts';
import { reported } from '../../domain/retraining/cycle.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import type { retrainingContract } from './contract.ts';
import { cycleTeller } from './cycle-reply.ts';
import { noSuchCycle } from './no-such-cycle.ts';
import { told } from '../../domain/told.ts';

const hourMs = 3_600_000;

/** Takes in what a trainer reports; the version that came of a training is registered, with its lineage. */
export const report =
  (s: Services): Handler<(typeof retrainingContract)['report']> =>
  ({ params, body, project }) =>
    s.db.write(async (tx) => {
      const row = await lockCycle(tx, project.id, params.id);
      if (!row) throw noSuchCycle();
      const now = s.now();
      const follows = reported(row, body, now);
      if ('refused' in follows)
        throw new AppError('conflict', {
          detail: told`"${body.report}" does not follow: ${follows.refused}`,
        });
      const tell = () => cycleTeller(s, tx, project);
      const { silentHours } = await retrainingSettings(tx, project.id);
      const heard = { leaseExpiresAt: now + silentHours * hourMs };
      if ('repeated' in follows) return (await tell())(await changeCycle(tx, row.id, heard));
      if (body.report === 'finished' && !(await registerTrained(tx, project.id, body.model, row.id, now)))
        throw new AppError('conflict', { detail: told`${body.model} came of another training` });
      const changed = await changeCycle(tx, row.id, { ...follows.change, ...heard });
      s.publish.retrainingChanged(tx, project);
      return (await tell())(changed);
    });
