import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { deskOf, type Desk } from '../support/desk.ts';
import { createTestDatabase } from '../support/postgres.ts';
import {
  aPrediction,
  callerAt,
  startServer,
  submit,
  type Caller,
  type TestServer,
} from '../support/server.ts';

/** Resolves when the event brings what is waited for. */
const heard = <T>(socket: Pick<Socket, 'on'>, event: string, fits: (sent: T) => boolean): Promise<T> =>
  new Promise((resolve) => {
    socket.on(event, (sent: T) => {
      if (fits(sent)) resolve(sent);
    });
  });

describe('two instances on one PostgreSQL database', () => {
  let here: TestServer;
  let there: TestServer;
  let project: string;
  let service: Caller;
  let ada: Desk;
  let ben: Desk;
  const at = (server: TestServer, { headers }: Caller) => callerAt(() => server.url, headers);

  beforeAll(async () => {
    const env = { DATABASE_URL: await createTestDatabase(process.env.TEST_DATABASE_URL ?? '') };
    here = await startServer({ env });
    there = await startServer({ env });
    project = await here.project({ degree: 'assistance' });
    service = await here.service(project);
    ada = await deskOf(here, project, 'inspector', 'Ada');
    ben = await deskOf(there, project, 'inspector', 'Ben');
  });
  afterAll(async () => {
    await here.close();
    await there.close();
  });

  it('tell each other who is there, and what changed', async () => {
    const adas = await here.socket(ada, project);
    const both = ({ people }: { people: { name: string }[] }) =>
      people.map(({ name }) => name).join() === 'Ada,Ben';
    const adaSees = heard(adas, 'presence', both);
    const bens = await there.socket(ben, project);
    const benSees = heard(bens, 'presence', both);
    bens.emit('watch', { project, reviewing: true }, () => {});
    await Promise.all([adaSees, benSees]);

    await submit(service, project, [aPrediction({ key: 'told' })]);
    const changed = heard<{ key: string }>(bens, 'item', ({ key }) => key === 'told');
    const waiting = at(there, service).call(api.items.label, {
      params: { project, key: 'told' },
      query: { wait: 30 },
    });
    await ada.decides(await ada.claimsOne(), 'scratched');
    await changed;
    expect((await waiting).label).toMatchObject({ value: 'scratched' });

    const left = heard<{ people: { name: string }[] }>(adas, 'presence', ({ people }) => people.length === 1);
    bens.disconnect();
    await left;
  });

  it('go by a policy from the moment it is saved on either', async () => {
    const admin = await here.person('admin');
    const watching = await there.socket(ben, project);
    const { revision, policy } = await admin.call(api.policy.current, { params: { project } });
    const told = heard(watching, 'policy', () => true);
    await admin.call(api.policy.save, {
      params: { project },
      body: {
        basedOn: revision,
        policy: { ...policy, degree: 'full', auditShare: 0 },
        note: 'Enough seen',
      },
    });
    await told;
    const [receipt] = await submit(at(there, service), project, [aPrediction()]);
    expect(receipt).toMatchObject({ destination: 'auto', policyRevision: revision + 1 });
  });

  it('end a session on both', async () => {
    const cleo = await deskOf(here, project, 'inspector', 'Cleo');
    const socket = await there.socket(cleo, project);
    const ended = new Promise<void>((resolve) => socket.on('disconnect', () => resolve()));
    await cleo.call(api.sessions.signOut, { query: {} });
    await ended;
    expect((await at(there, cleo).ask(api.sessions.me, {})).status).toBe(401);
  });

  it('count attempts at passwords together', async () => {
    const body = { email: 'nobody@example.org', password: 'not the password' };
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1)
      statuses.push((await (i % 2 === 0 ? here : there).anyone.ask(api.sessions.signIn, { body })).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429, 429]);
  });
});
