import { recordAudit } from '../../../db/queries/audit.ts';
import { lockEndpoint, setEndpoint } from '../../../db/queries/callbacks.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { callbacksContract } from './contract.ts';
import { noSuchEndpoint } from './endpoint-reply.ts';

/** Removes an endpoint: it is called no more, and a job forgets what was sent and what was to be sent. */
export const removeEndpoint =
  (s: Services): Handler<(typeof callbacksContract)['remove']> =>
  async ({ params, principal, project }) => {
    await s.db.write(async (tx) => {
      const row = await lockEndpoint(tx, project.id, params.id);
      if (!row) throw noSuchEndpoint();
      const now = s.now();
      await setEndpoint(tx, row.id, { removedAt: now, secrets: [] });
      await recordAudit(tx, {
        at: now,
        projectId: project.id,
        actor: actorOf(principal),
        action: 'callback.removed',
        subject: row.url,
        before: { description: row.description, events: row.events },
        after: null,
      });
    });
    return { ok: true };
  };
