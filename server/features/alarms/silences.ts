import { newId } from '../../../db/new-id.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { alarmRulesOf, endSilence, insertSilence } from '../../../db/queries/alarms.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { tellSilence } from './alarm-reply.ts';
import { longestSilenceDays, type alarmsContract } from './contract.ts';
import { told, type Told } from '../../domain/told.ts';

const dayMs = 86_400_000;
const everyAlarm = 'all alarms';

const badEnd = (fault: Told): AppError => invalidField(['endsAt'], fault);

/** Silences over alarms. */
export const silenceHandlers = (
  s: Services,
): Pick<Handlers<typeof alarmsContract>, 'silence' | 'unsilence'> => ({
  silence: async ({ body, principal, project }) => {
    const createdAt = s.now();
    const endsAt = Date.parse(body.endsAt);
    if (endsAt <= createdAt) throw badEnd(told`must be in the future`);
    if (endsAt - createdAt > longestSilenceDays * dayMs)
      throw badEnd(told`must be within ${longestSilenceDays} days`);
    const author = actorOf(principal);
    const { alarm: ruleId, reason } = body;
    const silence = { id: newId(), projectId: project.id, ruleId, reason, author, createdAt, endsAt };
    await s.db.write(async (tx) => {
      const rule = (await alarmRulesOf(tx, project.id)).find(({ id }) => id === ruleId);
      if (ruleId !== null && !rule)
        throw new AppError('invalid_input', {
          errors: [{ path: ['alarm'], ...told`is no alarm of this project` }],
        });
      await insertSilence(tx, silence);
      await recordAudit(tx, {
        at: createdAt,
        projectId: project.id,
        actor: author,
        action: 'alarm.silenced',
        subject: rule?.name ?? everyAlarm,
        before: null,
        after: { endsAt: new Date(endsAt).toISOString(), reason },
      });
      s.publish.alarmsChanged(tx, project);
    });
    return tellSilence(silence);
  },
  unsilence: async ({ params, principal, project }) => {
    const at = s.now();
    await s.db.write(async (tx) => {
      const ended = await endSilence(tx, project.id, params.id, at);
      if (!ended) throw new AppError('not_found');
      const rule = (await alarmRulesOf(tx, project.id)).find(({ id }) => id === ended.ruleId);
      await recordAudit(tx, {
        at,
        projectId: project.id,
        actor: actorOf(principal),
        action: 'alarm.unsilenced',
        subject: rule?.name ?? everyAlarm,
        before: { reason: ended.reason },
        after: null,
      });
      s.publish.alarmsChanged(tx, project);
    });
    return { ok: true };
  },
});
