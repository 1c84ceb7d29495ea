import { afterEach, expect } from 'vitest';
import { api } from '../../server/api.ts';
import { callbackBody } from '../../server/contract/callback-body.ts';
import type { SentBody } from '../../server/contract/route.ts';
import type { Policy } from '../../server/domain/policy.ts';
import { startReceiver, type Received, type Receiver } from './receiver.ts';
import type { Caller, TestServer } from './server.ts';
import { stoppedClock } from './servers.ts';

/** The settings of a server that may call receivers on this machine. */
export const callbackEnv = { CALLBACK_ALLOW: '127.0.0.1' };

/** What a callback says, held against its contract. */
export const told = ({ body }: Received) => callbackBody.parse(JSON.parse(body));

/** What callbacks are of, in order. */
export const typesOf = (received: Received[]) => received.map((one) => told(one).type);

/** The same, each with the key of its item. */
export const aboutOf = (received: Received[]) =>
  received.map((one) => {
    const { type, data } = told(one);
    return `${'key' in data ? data.key : ''} ${type}`;
  });

/** A server with a clock that stands, a project of this policy, and a receiver; what was there before is stopped. */
export const callbackScenes = (start: (more: object) => Promise<TestServer>) => {
  let running: TestServer | null = null;
  const receivers: Receiver[] = [];
  afterEach(async () => {
    await running?.stop();
    for (const one of receivers.splice(0)) await one.close();
  });

  return async (policy: Partial<Policy> = {}) => {
    // Signatures are checked against the real clock.
    const clock = stoppedClock(Date.now());
    const server = (running = await start({ now: clock.now, env: callbackEnv }));
    const receiver = await startReceiver();
    receivers.push(receiver);
    const project = await server.project(policy);
    const lead = await server.person('lead', project);
    const service = await server.service(project);
    const admin = await server.person('admin');

    const deliveriesBy = async (caller: Caller, query = {}) =>
      (await caller.call(api.callbacks.deliveries, { params: { project }, query: { limit: 200, ...query } }))
        .rows;
    const deliveries = (query = {}) => deliveriesBy(admin, query);
    return {
      clock,
      server,
      receiver,
      project,
      lead,
      service,
      deliveriesBy,
      /** Deliveries as an admin is told of them. */
      deliveries,
      /** Has the receiver called of everything, unless told otherwise. */
      endpoint: (body: Partial<SentBody<typeof api.callbacks.create>> = {}) =>
        lead.call(api.callbacks.create, {
          params: { project },
          body: { url: `${receiver.url}/hook`, ...body },
        }),
      listed: async (id: string) => {
        const { endpoints } = await lead.call(api.callbacks.list, { params: { project } });
        return endpoints.find((one) => one.id === id);
      },
      /** Resolves when so many deliveries are in these states. */
      settled: (states: Record<string, number>) =>
        expect
          .poll(
            async () => {
              const rows = await deliveries();
              const count = (state: string) => rows.filter((row) => row.state === state).length;
              return Object.fromEntries(Object.keys(states).map((state) => [state, count(state)]));
            },
            { timeout: 20_000 },
          )
          .toEqual(states),
      /** One delivery with its attempts. */
      detail: (id: string, event: string) =>
        admin.call(api.callbacks.delivery, { params: { project, id, event } }),
      /** Lets time pass, and has the server look at its clock. */
      pass: (ms: number) => {
        clock.pass(ms);
        server.app.services.outbox.wake();
      },
    };
  };
};
