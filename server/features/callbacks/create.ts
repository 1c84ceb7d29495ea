import { newId } from '../../../db/new-id.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { endpointsOf, insertEndpoint, type EndpointRow } from '../../../db/queries/callbacks.ts';
import { AppError } from '../../errors.ts';
import type { Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { checkUrl } from '../../outgoing/check-url.ts';
import type { callbacksContract } from './contract.ts';
import { tellEndpoint } from './endpoint-reply.ts';
import { newSigningSecret } from './sign.ts';
import { told } from '../../domain/told.ts';

/** Endpoints of a project, at most: each is told of every event. */
const mostEndpoints = 20;

/** Makes an endpoint. */
export const createEndpoint =
  (s: Services): Handler<(typeof callbacksContract)['create']> =>
  async ({ body, principal, project }) => {
    checkUrl(s.config, body.url);
    const now = s.now();
    const secret = newSigningSecret();
    const events = [...new Set(body.events)];
    const row: EndpointRow = {
      id: newId(),
      projectId: project.id,
      url: body.url,
      description: body.description,
      events,
      secrets: [{ secret, createdAt: now, expiresAt: null }],
      createdBy: actorOf(principal),
      createdAt: now,
      disabledAt: null,
      disabledReason: null,
      removedAt: null,
      failingSince: null,
      lastSuccessAt: null,
      pausedUntil: null,
      pauses: 0,
    };
    const endpoint = await s.db.write(async (tx) => {
      if ((await endpointsOf(tx, project.id)).length >= mostEndpoints)
        throw new AppError('conflict', {
          detail: told`a project has at most ${mostEndpoints} callback endpoints`,
        });
      await insertEndpoint(tx, row);
      await recordAudit(tx, {
        at: now,
        projectId: project.id,
        actor: row.createdBy,
        action: 'callback.created',
        subject: row.url,
        before: null,
        after: { description: row.description, events },
      });
      return tellEndpoint(tx, row, now);
    });
    return { ...endpoint, secret };
  };
