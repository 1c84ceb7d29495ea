import { recordAudit } from '../../../db/queries/audit.ts';
import { lockEndpoint, setEndpoint, type EndpointRow } from '../../../db/queries/callbacks.ts';
import type { Json } from '../../domain/words.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { checkUrl } from '../../outgoing/check-url.ts';
import type { callbacksContract } from './contract.ts';
import { noSuchEndpoint, tellEndpoint } from './endpoint-reply.ts';

type Update = (typeof callbacksContract)['update'];

/** What of an endpoint people set, as the audit log tells it. */
const settingsOf = ({ url, description, events, disabledAt }: EndpointRow): Record<string, Json> => ({
  url,
  description,
  events,
  enabled: disabledAt === null,
});

/** Only what differs of `one` from `other`. */
const differing = (one: Record<string, Json>, other: Record<string, Json>): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(one).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(other[name])),
  );

/** Enabled again, or at another address, it is tried at once, whatever it did before. */
const afresh = { pausedUntil: null, pauses: 0 } as const;

/** Changes an endpoint, and disables or enables it. */
export const updateEndpoint =
  (s: Services): Handler<Update> =>
  async ({ params, body, principal, project }) => {
    if (body.url !== undefined) checkUrl(s.config, body.url);
    const now = s.now();
    return s.db.write(async (tx) => {
      const old = await lockEndpoint(tx, project.id, params.id);
      if (!old) throw noSuchEndpoint();
      const { url = old.url, description = old.description, enabled = old.disabledAt === null } = body;
      const set = {
        url,
        description,
        events: body.events ? [...new Set(body.events)] : old.events,
        disabledAt: enabled ? null : (old.disabledAt ?? now),
        disabledReason: enabled ? null : (old.disabledReason ?? ('person' as const)),
        ...(url !== old.url || (enabled && old.disabledAt !== null) ? afresh : {}),
      };
      const row = { ...old, ...set };
      const after = differing(settingsOf(row), settingsOf(old));
      if (Object.keys(after).length > 0) {
        await setEndpoint(tx, old.id, set);
        await recordAudit(tx, {
          at: now,
          projectId: project.id,
          actor: actorOf(principal),
          action: 'callback.changed',
          subject: old.url,
          before: differing(settingsOf(old), settingsOf(row)),
          after,
        });
        tx.afterCommit(() => s.outbox.wake());
      }
      return tellEndpoint(tx, row, now);
    });
  };
