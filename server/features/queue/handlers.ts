import type { Handlers, Services } from '../../http/handler.ts';
import { assign } from './assign.ts';
import type { queueContract } from './contract.ts';
import { get } from './get.ts';
import { requeue } from './requeue.ts';

/** What waits and who holds it, and who is to get it. */
export const queueHandlers = (s: Services): Handlers<typeof queueContract> => ({
  get: get(s),
  assign: assign(s),
  requeue: requeue(s),
});
