import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { ensureFirstAdminLink } from '../../server/features/sessions/links.ts';
import { dump } from '../support/dump.ts';
import { expectProblem } from '../support/problems.ts';
import { callerAt, startServer, type Caller, type PersonCaller, type TestServer } from '../support/server.ts';

const day = 86_400_000;
const clock = { now: Date.UTC(2026, 5, 1, 12) };
const start = (engine: 'sqlite' | 'postgres' = 'sqlite') => startServer({ engine, now: () => clock.now });

const tokenOf = (url: string | null): string => url?.split('/').at(-1) ?? '';
const newAddress = () => `${randomUUID()}@example.org`;
const accept = (as: Caller, token: string, body: { name?: string; email?: string; password?: string } = {}) =>
  as.ask(api.sessions.acceptLink, { params: { token }, body });
const describeLink = (as: Caller, token: string) => as.ask(api.sessions.describeLink, { params: { token } });

describe.each(['sqlite', 'postgres'] as const)('the link for the first admin (%s)', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start(engine);
  });
  afterAll(() => server.close());
  const firstLink = () => ensureFirstAdminLink(server.app.services.db, clock.now, server.url);

  it('says what it is for, and is not used up by being opened or by a bad answer', async () => {
    const token = tokenOf(await firstLink());
    for (let i = 0; i < 3; i += 1)
      expect((await describeLink(server.anyone, token)).body).toEqual({
        kind: 'first_admin',
        project: null,
        role: 'admin',
        email: null,
        name: null,
        expiresAt: new Date(clock.now + 7 * day).toISOString(),
      });
    expectProblem(await accept(server.anyone, token, { email: newAddress() }), 'invalid_input', ['name']);
    expectProblem(await accept(server.anyone, token, { name: 'Ada' }), 'invalid_input', ['email']);
    const short = { name: 'Ada', email: newAddress(), password: 'short' };
    expectProblem(await accept(server.anyone, token, short), 'invalid_input', ['password']);
    expect((await describeLink(server.anyone, token)).status).toBe(200);
  });

  it('ends when a later start prints another, and after seven days', async () => {
    const earlier = tokenOf(await firstLink());
    const later = tokenOf(await firstLink());
    expectProblem(await describeLink(server.anyone, earlier), 'link_invalid');
    expect((await describeLink(server.anyone, later)).status).toBe(200);
    clock.now += 7 * day;
    expectProblem(await describeLink(server.anyone, later), 'link_invalid');
    expectProblem(await accept(server.anyone, later, { name: 'Ada', email: newAddress() }), 'link_invalid');
  });

  it('is of no use once somebody has an account', async () => {
    const other = await start(engine);
    try {
      const { db } = other.app.services;
      const token = tokenOf(await ensureFirstAdminLink(db, clock.now, other.url));
      await other.person(null);
      const answer = await accept(other.anyone, token, { name: 'Ada', email: newAddress() });
      expectProblem(answer, 'link_invalid');
      expect(await ensureFirstAdminLink(db, clock.now, other.url)).toBeNull();
    } finally {
      await other.close();
    }
  });

  it('makes one admin, however many open it at once, and never another', async () => {
    const token = tokenOf(await firstLink());
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        accept(server.anyone, token, { name: `Ada ${i}`, email: newAddress(), password: 'a good password' }),
      ),
    );
    const made = answers.filter(({ status }) => status === 200);
    expect(made).toHaveLength(1);
    expect(made[0]?.body).toMatchObject({ isAdmin: true, hasPassword: true });
    for (const answer of answers) if (answer !== made[0]) expectProblem(answer, 'link_invalid');

    const [cookie = ''] = (made[0]?.headers.getSetCookie()[0] ?? '').split(';');
    const admin = callerAt(() => server.url, { cookie });
    const { accounts } = await admin.call(api.people.accounts, {});
    expect(accounts.map(({ id }) => id)).toEqual([made[0]?.body.id]);
    expectProblem(await accept(server.anyone, token, { name: 'Eve', email: newAddress() }), 'link_invalid');
    expect(await firstLink()).toBeNull();
  });
});

describe('an invitation', () => {
  let server: TestServer;
  let admin: PersonCaller;
  let lead: PersonCaller;
  let slug: string;
  beforeAll(async () => {
    server = await start();
    admin = await server.person('admin');
    slug = await server.project();
    lead = await server.person('lead', slug);
  });
  afterAll(() => server.close());

  const invite = async (email: string | null = null) => {
    const body = { role: 'inspector' as const, email };
    const { id, url } = await lead.call(api.people.invite, { params: { project: slug }, body });
    return { id, token: tokenOf(url) };
  };
  const waiting = async () =>
    (await lead.call(api.people.list, { params: { project: slug } })).invitations.map(({ id }) => id);

  it('makes an account with the role it names, once', async () => {
    const { id, token } = await invite();
    expect((await describeLink(server.anyone, token)).body).toMatchObject({
      kind: 'invitation',
      project: slug,
      role: 'inspector',
      email: null,
    });
    expect(await waiting()).toContain(id);
    const joined = await accept(server.anyone, token, { name: 'Grace', email: newAddress() });
    expect(joined.body).toMatchObject({ name: 'Grace', isAdmin: false, hasPassword: false });
    expect(joined.body.projects).toMatchObject([{ slug, role: 'inspector' }]);
    expect(await waiting()).not.toContain(id);
    expectProblem(await accept(server.anyone, token, { name: 'Eve', email: newAddress() }), 'link_invalid');
  });

  it('makes one account, however many open it at once', async () => {
    const { token } = await invite();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        accept(server.anyone, token, {
          name: `Grace ${i}`,
          email: newAddress(),
          password: 'a good password',
        }),
      ),
    );
    const joined = answers.filter(({ status }) => status === 200);
    expect(joined).toHaveLength(1);
    for (const answer of answers) if (answer !== joined[0]) expectProblem(answer, 'link_invalid');
  });

  it('is kept only as a hash', async () => {
    const { token } = await invite();
    expect(JSON.stringify(await dump(server.app.services.db))).not.toContain(token);
  });

  it('for an address is for that address alone', async () => {
    const email = newAddress();
    const { token } = await invite(email);
    const other = { name: 'Eve', email: newAddress() };
    expectProblem(await accept(server.anyone, token, other), 'invalid_input', ['email']);
    const signedIn = await server.person(null);
    expectProblem(await accept(signedIn, token), 'conflict');
    expect((await accept(server.anyone, token, { name: 'Grace' })).body.email).toBe(email);
  });

  it('takes in a signed-in person with the account they have, and is kept for others where they are in', async () => {
    const { token } = await invite();
    expectProblem(await accept(lead, token), 'conflict');
    const person = await server.person(null);
    const joined = await accept(person, token);
    expect(joined.body).toMatchObject({ id: person.id, projects: [{ slug, role: 'inspector' }] });
    expect(joined.headers.getSetCookie()).toEqual([]);
    expect((await person.ask(api.projects.get, { params: { project: slug } })).status).toBe(200);
  });

  it('does not take over an account by its address', async () => {
    const { token } = await invite();
    const person = await server.person(null);
    const answer = await accept(server.anyone, token, { name: 'Eve', email: person.email });
    expectProblem(answer, 'conflict', ['email']);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect((await describeLink(server.anyone, token)).status).toBe(200);
  });

  it('can be withdrawn, and ends after seven days', async () => {
    const { id, token } = await invite();
    await lead.call(api.people.withdrawInvitation, { params: { project: slug, id } });
    expectProblem(await describeLink(server.anyone, token), 'link_invalid');
    const again = await lead.ask(api.people.withdrawInvitation, { params: { project: slug, id } });
    expectProblem(again, 'not_found');

    const late = await invite();
    clock.now += 7 * day;
    expectProblem(
      await accept(server.anyone, late.token, { name: 'Eve', email: newAddress() }),
      'link_invalid',
    );
    expect(await waiting()).toEqual([]);
  });

  it('for a further admin makes one, and can be withdrawn', async () => {
    const made = await admin.call(api.people.inviteAdmin, { body: {} });
    const joined = await accept(server.anyone, tokenOf(made.url), { name: 'Ada', email: newAddress() });
    expect(joined.body).toMatchObject({ isAdmin: true });
    const other = await admin.call(api.people.inviteAdmin, { body: {} });
    await admin.call(api.people.withdrawAdminInvitation, { params: { id: other.id } });
    expectProblem(await describeLink(server.anyone, tokenOf(other.url)), 'link_invalid');
  });

  it('into a project cannot be withdrawn as one for an admin, nor the other way round', async () => {
    const { id, token } = await invite();
    expectProblem(await admin.ask(api.people.withdrawAdminInvitation, { params: { id } }), 'not_found');
    const made = await admin.call(api.people.inviteAdmin, { body: {} });
    const params = { project: slug, id: made.id };
    expectProblem(await admin.ask(api.people.withdrawInvitation, { params }), 'not_found');
    expect((await describeLink(server.anyone, token)).status).toBe(200);
    expect((await describeLink(server.anyone, tokenOf(made.url))).status).toBe(200);
  });
});

describe('a link for somebody who forgot their password', () => {
  let server: TestServer;
  let admin: PersonCaller;
  beforeAll(async () => {
    server = await start();
    admin = await server.person('admin');
  });
  afterAll(() => server.close());
  const linkFor = async (person: PersonCaller) =>
    tokenOf((await admin.call(api.people.signInLink, { params: { user: person.id } })).url);

  it('signs them in once, and takes the forgotten password away', async () => {
    const person = await server.person(null, undefined, 'Grace');
    const old = 'the forgotten one';
    await person.call(api.sessions.changePassword, { body: { current: null, next: old } });
    const token = await linkFor(person);
    expect((await describeLink(server.anyone, token)).body).toMatchObject({
      kind: 'sign_in',
      email: person.email,
      name: 'Grace',
    });
    const entered = await accept(server.anyone, token);
    expect(entered.body).toMatchObject({ id: person.id, hasPassword: false });
    expectProblem(await accept(server.anyone, token), 'link_invalid');
    const body = { email: person.email, password: old };
    expectProblem(await server.anyone.ask(api.sessions.signIn, { body }), 'wrong_credentials');
  });

  it('ends after a day', async () => {
    const token = await linkFor(await server.person(null));
    clock.now += day;
    expectProblem(await accept(server.anyone, token), 'link_invalid');
  });

  it('does not open a disabled account', async () => {
    const person = await server.person(null);
    const token = await linkFor(person);
    await admin.call(api.people.updateAccount, { params: { user: person.id }, body: { disabled: true } });
    expectProblem(await describeLink(server.anyone, token), 'link_invalid');
    expectProblem(await accept(server.anyone, token), 'link_invalid');
    const another = await admin.ask(api.people.signInLink, { params: { user: person.id } });
    expectProblem(another, 'not_found');
  });

  it('is no link where it was never made', async () => {
    for (const token of ['x', 'a'.repeat(32), '../session'])
      expectProblem(await describeLink(server.anyone, token), 'link_invalid');
    expectProblem(await describeLink(server.anyone, 'a'.repeat(201)), 'invalid_input', ['path', 'token']);
  });
});
