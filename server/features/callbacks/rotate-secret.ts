import { recordAudit } from '../../../db/queries/audit.ts';
import { lockEndpoint, setEndpoint } from '../../../db/queries/callbacks.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import type { callbacksContract } from './contract.ts';
import { noSuchEndpoint, tellEndpoint } from './endpoint-reply.ts';
import { newSigningSecret } from './sign.ts';

const hour = 3_600_000;

/** Makes another signing secret; those before it sign beside it until the overlap is over. */
export const rotateSecret =
  (s: Services): Handler<(typeof callbacksContract)['rotateSecret']> =>
  async ({ params, body, principal, project }) => {
    const now = s.now();
    const end = now + Math.round(body.overlapHours * hour);
    const secret = newSigningSecret();
    const endpoint = await s.db.write(async (tx) => {
      const row = await lockEndpoint(tx, project.id, params.id);
      if (!row) throw noSuchEndpoint();
      const overlapping = row.secrets
        .map((old) => ({ ...old, expiresAt: Math.min(old.expiresAt ?? end, end) }))
        .filter(({ expiresAt }) => expiresAt > now);
      const secrets = [{ secret, createdAt: now, expiresAt: null }, ...overlapping];
      await setEndpoint(tx, row.id, { secrets });
      await recordAudit(tx, {
        at: now,
        projectId: project.id,
        actor: actorOf(principal),
        action: 'callback.secret_rotated',
        subject: row.url,
        before: null,
        after: { oldSecretsEndAt: new Date(end).toISOString() },
      });
      return tellEndpoint(tx, { ...row, secrets }, now);
    });
    return { ...endpoint, secret };
  };
