import { recordAudit } from '../../../db/queries/audit.ts';
import { putRecipients, recipientsOf } from '../../../db/queries/alarm-mails.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { alarmsContract } from './contract.ts';

/** Whom a project's alarms are mailed to. */
export const recipientHandlers = (
  s: Services,
): Pick<Handlers<typeof alarmsContract>, 'recipients' | 'setRecipients'> => ({
  recipients: async ({ project }) => ({
    addresses: await s.db.read((q) => recipientsOf(q, project.id)),
  }),
  setRecipients: async ({ body, principal, project }) => {
    const addresses = [...new Set(body.addresses)];
    await s.db.write(async (tx) => {
      const before = await recipientsOf(tx, project.id);
      await putRecipients(tx, project.id, addresses);
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor: actorOf(principal),
        action: 'alarm.recipients_set',
        subject: 'whom alarms are mailed to',
        before,
        after: addresses,
      });
      s.publish.alarmsChanged(tx, project);
    });
    return { addresses };
  },
});
