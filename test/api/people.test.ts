import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { expectProblem } from '../support/problems.ts';
import {
  aPrediction,
  startServer,
  submit,
  type Caller,
  type PersonCaller,
  type TestServer,
} from '../support/server.ts';

let server: TestServer;
let admin: PersonCaller;
let slug: string;
let lead: PersonCaller;
let service: Caller;
beforeAll(async () => {
  server = await startServer();
  admin = await server.person('admin');
  slug = await server.project();
  lead = await server.person('lead', slug);
  service = await server.service(slug);
});
afterAll(() => server.close());

const people = (as: PersonCaller = lead) => as.call(api.people.list, { params: { project: slug } });
const roleOf = async (person: PersonCaller) =>
  (await people(admin)).members.find(({ id }) => id === person.id)?.role ?? null;
const setRole = (as: PersonCaller, user: string, role: 'inspector' | 'analyst' | 'lead') =>
  as.ask(api.people.setRole, { params: { project: slug, user }, body: { role } });
const remove = (as: PersonCaller, user: string) =>
  as.ask(api.people.remove, { params: { project: slug, user } });
const update = (as: PersonCaller, user: string, body: { disabled?: boolean; isAdmin?: boolean }) =>
  as.ask(api.people.updateAccount, { params: { user }, body });
/** What this person may do in the project as they ask for it. */
const claims = (person: PersonCaller) =>
  person.ask(api.reviews.claim, { params: { project: slug }, body: { count: 1 } });

describe('the people of a project', () => {
  it('are its members and the admins, by name, with the invitations that wait', async () => {
    const anna = await server.person('analyst', slug, 'Anna');
    const zoe = await server.person('inspector', slug, 'Zoe');
    const elsewhere = await server.person('lead', await server.project(), 'Elsewhere');
    const body = { role: 'analyst' as const, email: 'Grace@Example.org' };
    const { id } = await lead.call(api.people.invite, { params: { project: slug }, body });
    const { members, invitations } = await people();
    expect(members).toContainEqual({
      id: anna.id,
      name: 'Anna',
      email: anna.email,
      role: 'analyst',
      disabled: false,
      lastSeenAt: expect.any(String),
    });
    expect(members.find((member) => member.id === admin.id)?.role).toBe('admin');
    expect(members.map((member) => member.id)).not.toContain(elsewhere.id);
    const names = members.map((member) => member.name);
    expect(names).toEqual(names.toSorted());
    expect(names.at(0)).toBe('Anna');
    expect(names).toContain(zoe.name);
    expect(invitations).toMatchObject([
      { id, email: 'grace@example.org', role: 'analyst', createdBy: lead.name },
    ]);
  });

  it('can be given another role, which counts at once', async () => {
    const person = await server.person('analyst', slug);
    expectProblem(await claims(person), 'forbidden');
    expect((await setRole(lead, person.id, 'inspector')).body).toEqual({ ok: true });
    expect((await claims(person)).status).toBe(200);
    await setRole(lead, person.id, 'analyst');
    expectProblem(await claims(person), 'forbidden');
  });

  it('are brought in by an admin from any account, by a lead only by invitation', async () => {
    const stranger = await server.person(null);
    expectProblem(await setRole(lead, stranger.id, 'inspector'), 'not_found');
    expect(await roleOf(stranger)).toBeNull();
    expect((await setRole(admin, stranger.id, 'inspector')).status).toBe(200);
    expect(await roleOf(stranger)).toBe('inspector');
  });

  it('give back what they hold when they may work no longer, or leave, and come in no more', async () => {
    for (const leaves of [
      (id: string) => setRole(lead, id, 'analyst'),
      (id: string) => remove(lead, id),
      (id: string) => update(admin, id, { disabled: true }),
    ]) {
      const [receipt] = await submit(service, slug, [aPrediction({ priority: 1_000 })]);
      const person = await server.person('inspector', slug);
      const colleague = await server.person('inspector', slug);
      const [held] = (await claims(person)).body.reviews;
      expect(held?.key).toBe(receipt?.key);
      expect((await leaves(person.id)).status).toBe(200);
      expect((await claims(person)).status).not.toBe(200);
      const [passed] = (await claims(colleague)).body.reviews;
      expect(passed?.key).toBe(receipt?.key);
    }
  });

  it('who are removed are strangers at once, on their sockets too', async () => {
    const person = await server.person('inspector', slug);
    await server.socket(person, slug);
    const colleague = await server.person('inspector', slug);
    const watching = await server.socket(colleague, slug);
    const gone = new Promise<void>((resolve) =>
      watching.on('presence', (event) => {
        if (event.people.every(({ userId }) => userId !== person.id)) resolve();
      }),
    );
    expect((await remove(lead, person.id)).status).toBe(200);
    expectProblem(await person.ask(api.projects.get, { params: { project: slug } }), 'not_found');
    expect((await person.call(api.projects.list, {})).projects).toEqual([]);
    await gone;
    expectProblem(await remove(lead, person.id), 'not_found');
  });

  it('who are admins are changed by admins alone', async () => {
    expectProblem(await setRole(lead, admin.id, 'inspector'), 'forbidden');
    expectProblem(await remove(lead, admin.id), 'forbidden');
    expectProblem(await remove(admin, admin.id), 'not_found'); // an admin without a membership
    expect(await roleOf(admin)).toBe('admin');
  });

  it('who do not exist cannot be changed', async () => {
    const nobody = '01900000-0000-7000-8000-000000000000';
    expectProblem(await setRole(admin, nobody, 'inspector'), 'not_found');
    expectProblem(await remove(admin, nobody), 'not_found');
    expectProblem(await update(admin, nobody, { disabled: true }), 'not_found');
    expectProblem(await admin.ask(api.people.signInLink, { params: { user: nobody } }), 'not_found');
    expectProblem(await setRole(admin, 'me', 'inspector'), 'invalid_input', ['path', 'user']);
    expectProblem(await setRole(admin, lead.id, 'owner' as never), 'invalid_input', ['role']); // no such role
  });
});

describe('accounts', () => {
  it('are listed with their roles, to admins', async () => {
    const person = await server.person('inspector', slug, 'Grace');
    const { accounts } = await admin.call(api.people.accounts, {});
    expect(accounts.find(({ id }) => id === person.id)).toMatchObject({
      name: 'Grace',
      isAdmin: false,
      disabled: false,
      projects: [{ slug, role: 'inspector' }],
    });
    expectProblem(await lead.ask(api.people.accounts, {}), 'forbidden');
  });

  it('that are disabled are signed out at once, and can be enabled again', async () => {
    const person = await server.person('inspector', slug);
    const socket = await server.socket(person, slug);
    const ended = new Promise((resolve) => socket.once('disconnect', resolve));
    await update(admin, person.id, { disabled: true });
    await ended;
    expectProblem(await person.ask(api.sessions.me, {}), 'unauthenticated');
    expect((await people()).members.find(({ id }) => id === person.id)?.disabled).toBe(true);

    await update(admin, person.id, { disabled: false });
    expectProblem(await person.ask(api.sessions.me, {}), 'unauthenticated'); // the session is gone for good
    const { url } = await admin.call(api.people.signInLink, { params: { user: person.id } });
    const token = url.split('/').at(-1) ?? '';
    const again = await server.anyone.ask(api.sessions.acceptLink, { params: { token }, body: {} });
    expect(again.body.projects).toMatchObject([{ slug, role: 'inspector' }]);
  });

  it('become admins and stop being it, at once', async () => {
    const person = await server.person(null);
    const all = () => person.ask(api.people.accounts, {});
    expectProblem(await all(), 'forbidden');
    await update(admin, person.id, { isAdmin: true });
    expect((await all()).status).toBe(200);
    await update(admin, person.id, { isAdmin: false });
    expectProblem(await all(), 'forbidden');
  });
});

describe('the last admin', () => {
  it('stays, be it themself who would go', async () => {
    const alone = await startServer();
    try {
      const last = await alone.person('admin');
      for (const body of [{ isAdmin: false }, { disabled: true }])
        expectProblem(await update(last, last.id, body), 'conflict');
      expect((await last.call(api.sessions.me, {})).isAdmin).toBe(true);
      const second = await alone.person('admin');
      expect((await update(last, last.id, { isAdmin: false })).status).toBe(200);
      expectProblem(await update(second, second.id, { isAdmin: false }), 'conflict');
    } finally {
      await alone.close();
    }
  });

  it.each(['sqlite', 'postgres'] as const)(
    'stays when two demote each other at once (%s)',
    async (engine) => {
      const pair = await startServer({ engine });
      try {
        const two = [await pair.person('admin'), await pair.person('admin')] as const;
        const answers = await Promise.all([
          update(two[0], two[1].id, { isAdmin: false }),
          update(two[1], two[0].id, { isAdmin: false }),
        ]);
        // The one who came second is no admin any more, or would take the last one.
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
        const admins = await Promise.all(
          two.map(async (one) => (await one.call(api.sessions.me, {})).isAdmin),
        );
        expect(admins.toSorted()).toEqual([false, true]);
      } finally {
        await pair.close();
      }
    },
  );
});
