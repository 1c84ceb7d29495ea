import { endpointsOf } from '../../../db/queries/callbacks.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import type { callbacksContract } from './contract.ts';
import { createEndpoint } from './create.ts';
import { deliveries, delivery } from './deliveries.ts';
import { tellEndpoints } from './endpoint-reply.ts';
import { removeEndpoint } from './remove.ts';
import { replay, replayRange } from './replay.ts';
import { rotateSecret } from './rotate-secret.ts';
import { sendTest } from './send-test.ts';
import { updateEndpoint } from './update.ts';

/** Endpoints that are called when something happens, and what was sent to them. */
export const callbacksHandlers = (s: Services): Handlers<typeof callbacksContract> => ({
  list: ({ project }) =>
    s.db.read(async (q) => ({
      endpoints: await tellEndpoints(q, await endpointsOf(q, project.id), s.now()),
    })),
  create: createEndpoint(s),
  update: updateEndpoint(s),
  remove: removeEndpoint(s),
  rotateSecret: rotateSecret(s),
  test: sendTest(s),
  deliveries: deliveries(s),
  delivery: delivery(s),
  replay: replay(s),
  replayRange: replayRange(s),
});
