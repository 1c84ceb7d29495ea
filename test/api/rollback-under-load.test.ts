import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { assignedModel } from '../../server/domain/assignment.ts';
import { proposedSettings } from '../../server/domain/rollout/settings.ts';
import { createTestDatabase } from '../support/postgres.ts';
import {
  aPrediction,
  callerAt,
  startServer,
  submit,
  type Caller,
  type PersonCaller,
  type TestServer,
} from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

type Act = 'start' | 'advance' | 'roll_back';

/** A project in which `eye@2` is being rolled out in place of `eye@1`, and what can be done to that. */
const rollingOut = async (server: TestServer, steps: number[]) => {
  const project = await server.project({ degree: 'full', auditShare: 0 });
  const lead = await server.person('lead', project);
  const params = { project };
  for (const model of ['eye@1', 'eye@2'])
    await lead.call(api.models.register, { params: { ...params, model }, body: {} });
  const settings = { ...proposedSettings, shadowFirst: false, steps, limits: { error: 0.1 } };
  const body = { candidate: 'eye@2', live: 'eye@1', settings };
  const { id } = await lead.call(api.rollouts.create, { params, body });
  const does = (action: Act, by: PersonCaller | Caller = lead) =>
    by.call(api.rollouts.act, { params: { ...params, rollout: id }, body: { action, note: 'a test' } });
  await does('start');
  return { project, lead, service: await server.service(project), does };
};

onBothServers((start) => {
  it('after a rollback nothing of the candidate is accepted but what was in flight', async () => {
    const server = await start();
    const { project, service, does } = await rollingOut(server, [1]);
    /** For each submission: whether it began before the rollback was answered, and whether it was accepted. */
    const sent: { beganBefore: boolean; accepted: boolean; endedAfter: boolean }[] = [];
    let isBack = false;
    let n = 0;
    const submitting = async (): Promise<void> => {
      for (let after = 0; after < 5; after += isBack ? 1 : 0) {
        const beganBefore = !isBack;
        const [receipt] = await submit(service, project, [
          aPrediction({ key: `load-${(n += 1)}`, model: 'eye@2', confidence: 0.99, epoch: 1 }),
        ]);
        sent.push({ beganBefore, accepted: receipt?.destination === 'auto', endedAfter: isBack });
      }
    };
    const senders = 16;
    const all = Promise.all(Array.from({ length: senders }, submitting));
    while (n < 10 * senders) await new Promise((resolve) => setImmediate(resolve));
    await does('roll_back');
    isBack = true;
    await all;

    expect(sent.some(({ accepted }) => accepted)).toBe(true);
    expect(sent.filter(({ beganBefore, accepted }) => !beganBefore && accepted)).toEqual([]);
    expect(sent.filter(({ beganBefore }) => !beganBefore).length).toBeGreaterThanOrEqual(senders);
    const inFlight = sent.filter(({ beganBefore, endedAfter }) => beganBefore && endedAfter);
    expect(inFlight.length).toBeLessThanOrEqual(senders);
  });
});

describe('three instances on one PostgreSQL database', () => {
  const servers: TestServer[] = [];
  beforeAll(async () => {
    const env = { DATABASE_URL: await createTestDatabase(process.env.TEST_DATABASE_URL ?? '') };
    for (let i = 0; i < 3; i += 1) servers.push(await startServer({ env, jobs: [] }));
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
  });

  it('agree on who decides which unit at every epoch, and on what the epoch is once it has changed', async () => {
    const [first] = servers;
    if (!first) throw new Error('none was started');
    const { project, service, lead, does } = await rollingOut(first, [0.2, 0.5, 0.9]);
    const at = (server: TestServer, { headers }: Caller) => callerAt(() => server.url, headers);
    const services = servers.map((server) => at(server, service));
    const units = Array.from({ length: 20 }, (_, i) => `unit-${i}`);
    const told = new Map<string, Set<string>>();
    const look = async () => {
      const all = await Promise.all(
        units.flatMap((unit) =>
          services.map(async (caller) => {
            const said = await caller.call(api.rollouts.assignment, { params: { project }, query: { unit } });
            const key = `${said.epoch} ${unit}`;
            told.set(key, (told.get(key) ?? new Set<string>()).add(String(said.model)));
            // Whoever works it out from salt and share comes to the same.
            expect(assignedModel(said, unit)).toBe(said.model);
            return said.epoch;
          }),
        ),
      );
      return new Set(all);
    };
    const [second, third] = servers.slice(1).map((server) => at(server, lead));
    for (const [action, by] of [
      ['advance', second],
      ['advance', third],
      ['roll_back', lead],
    ] as const) {
      const looking = look();
      await does(action, by);
      await looking;
      expect((await look()).size).toBe(1);
    }
    expect([...told.values()].every((models) => models.size === 1)).toBe(true);
    expect(new Set([...told.keys()].map((key) => key.split(' ')[0])).size).toBeGreaterThanOrEqual(3);
  });
});
