import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { onlyAsHeader } from '../../server/contract/route.ts';
import type { PersonCaller } from '../support/server.ts';
import { callerAt, startServer, type TestServer } from '../support/server.ts';
import { dump } from '../support/dump.ts';
import { expectProblem } from '../support/problems.ts';

const password = 'correct horse battery';
const day = 86_400_000;
const clock = { now: Date.UTC(2026, 5, 1, 12) };

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ now: () => clock.now });
});
afterAll(() => server.close());

/** A person who has set a password, as in their browser. */
const withPassword = async (): Promise<PersonCaller> => {
  const person = await server.person(null);
  await person.call(api.sessions.changePassword, { body: { current: null, next: password } });
  return person;
};

const signIn = (email: string, secret = password, as = server.anyone) =>
  as.ask(api.sessions.signIn, { body: { email, password: secret } });

/** Whoever has the cookie of an answer. */
const bearerOf = (answer: { headers: Headers }) => {
  const [cookie = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';');
  return callerAt(() => server.url, { cookie });
};

const me = (caller: { ask: PersonCaller['ask'] }) => caller.ask(api.sessions.me, {});

describe('keys of one’s own', () => {
  it('are kept with the account, and refused where two actions would share one', async () => {
    const [ida, ivo] = [await server.person(null), await server.person(null)];
    await ida.call(api.sessions.setDeskKeys, { body: { keys: { skip: 'x' } } });
    expect((await me(ida)).body.deskKeys).toEqual({ skip: 'x' });
    expect((await me(ivo)).body.deskKeys).toEqual({});
    expectProblem(
      await ida.ask(api.sessions.setDeskKeys, { body: { keys: { skip: 'u' } } }),
      'invalid_input',
    );
    await ida.call(api.sessions.setDeskKeys, { body: { keys: {} } });
    expect((await me(ida)).body.deskKeys).toEqual({});
  });
});

describe('signing in', () => {
  it('as somebody else does not act for the person whose page it was', async () => {
    const [ida, ivo] = [await server.person(null), await server.person(null)];
    const asked = (meant: { id: string }) =>
      ida.fetch('/api/v1/session', { headers: { [onlyAsHeader]: meant.id } });
    expect((await asked(ida)).status).toBe(200);
    expect((await asked(ivo)).status).toBe(401);
  });

  it('sets a cookie that scripts cannot read and other sites cannot send, and says who one is', async () => {
    const person = await withPassword();
    const slug = await server.project();
    await (
      await server.person('admin')
    ).call(api.people.setRole, { params: { project: slug, user: person.id }, body: { role: 'analyst' } });
    const answer = await signIn(person.email.toUpperCase());
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: person.id, email: person.email, hasPassword: true });
    expect(answer.body.projects).toMatchObject([{ slug, role: 'analyst' }]);
    expect(answer.body.projects[0]?.permissions).toContain('labels.export');
    expect(answer.body.projects[0]?.permissions).not.toContain('reviews.work');

    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^cs_session=[\w-]{32};/);
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/'])
      expect(cookie.split('; ')).toContain(attribute);
    expect(cookie).not.toContain('Secure');
    const expires = Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '');
    expect(expires).toBe(clock.now + 14 * day);
    expect((await me(bearerOf(answer))).body).toEqual(answer.body);
  });

  it('keeps the session only as a hash', async () => {
    const person = await withPassword();
    const answer = await signIn(person.email);
    const secret = /cs_session=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '')?.[1] ?? 'none';
    const everything = JSON.stringify(await dump(server.app.services.db));
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(password);
    expect(everything).toMatch(/\$argon2id\$v=19\$m=19456,/);
  });

  it('tells nobody which of address and password was wrong', async () => {
    const person = await withPassword();
    const wrong = expectProblem(await signIn(person.email, 'incorrect horse'), 'wrong_credentials');
    const unknown = expectProblem(await signIn('nobody@example.org'), 'wrong_credentials');
    const without = await server.person(null);
    const passwordless = expectProblem(await signIn(without.email, ''), 'wrong_credentials');
    const say = ({ requestId: _, ...rest }: typeof wrong) => rest;
    expect(say(unknown)).toEqual(say(wrong));
    expect(say(passwordless)).toEqual(say(wrong));
    expect((await signIn(person.email, 'incorrect horse')).headers.getSetCookie()).toEqual([]);
  });

  it('takes one password however the keyboard composes it', async () => {
    const person = await server.person(null);
    const body = { current: null, next: 'pa\u0308sswort-lang' };
    await person.call(api.sessions.changePassword, { body });
    expect((await signIn(person.email, 'p\u00e4sswort-lang')).status).toBe(200);
  });

  it('replaces the session that the browser had', async () => {
    const person = await withPassword();
    expect((await signIn(person.email, password, person)).status).toBe(200);
    expectProblem(await me(person), 'unauthenticated');
  });

  it('ends after the days that are set, on this clock', async () => {
    const person = await withPassword();
    const browser = bearerOf(await signIn(person.email));
    clock.now += 14 * day - 1;
    server.app.services.principals.forget();
    expect((await me(browser)).status).toBe(200);
    clock.now += 1;
    server.app.services.principals.forget();
    expectProblem(await me(browser), 'unauthenticated');
  });
});

describe('signing out', () => {
  it('ends this session and takes its cookie, and leaves the others', async () => {
    const person = await withPassword();
    const other = bearerOf(await signIn(person.email));
    const answer = await person.ask(api.sessions.signOut, { query: {} });
    expect(answer.body).toEqual({ ok: true });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^cs_session=;.*Expires=Thu, 01 Jan 1970/);
    expectProblem(await me(person), 'unauthenticated');
    expect((await me(other)).status).toBe(200);
  });

  it('everywhere ends every session of the person, and their sockets, and of nobody else', async () => {
    const slug = await server.project();
    const person = await server.person('inspector', slug);
    const colleague = await server.person('inspector', slug);
    await person.call(api.sessions.changePassword, { body: { current: null, next: password } });
    const elsewhere = bearerOf(await signIn(person.email));
    const cookie = elsewhere.headers.cookie ?? '';
    const socket = await server.socket({ ...person, cookie }, slug);
    const colleagues = await server.socket(colleague, slug);
    const ended = new Promise((resolve) => socket.once('disconnect', resolve));
    await person.call(api.sessions.signOut, { query: { everywhere: 'true' } });
    expectProblem(await me(person), 'unauthenticated');
    expectProblem(await me(elsewhere), 'unauthenticated');
    await ended;
    expect(colleagues.connected).toBe(true);
    expect((await me(colleague)).status).toBe(200);
  });

  it('needs a session', async () => {
    expectProblem(await server.anyone.ask(api.sessions.signOut, { query: {} }), 'unauthenticated');
  });
});

describe('a new password', () => {
  it('needs the present one, signs out every other device, and is the only one from then on', async () => {
    const person = await withPassword();
    const other = bearerOf(await signIn(person.email));
    const next = 'another good password';
    const change = (current: string | null) =>
      person.ask(api.sessions.changePassword, { body: { current, next } });
    expectProblem(await change(null), 'wrong_credentials');
    expectProblem(await change('wrong password'), 'wrong_credentials');
    expect((await me(other)).status).toBe(200);

    expect((await change(password)).body).toEqual({ ok: true });
    expect((await me(person)).status).toBe(200);
    expectProblem(await me(other), 'unauthenticated');
    expectProblem(await signIn(person.email), 'wrong_credentials');
    expect((await signIn(person.email, next)).status).toBe(200);
  });

  it('is refused where it is short', async () => {
    const person = await server.person(null);
    const body = { current: null, next: '123456789' };
    expectProblem(await person.ask(api.sessions.changePassword, { body }), 'invalid_input', ['next']);
    expect((await me(person)).body.hasPassword).toBe(false);
  });

  it('is set by one of two who change the same one at once', async () => {
    const person = await withPassword();
    const nexts = ['the first of two', 'the second of two'];
    const answers = await Promise.all(
      nexts.map((next) => person.ask(api.sessions.changePassword, { body: { current: password, next } })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    const winner = answers.findIndex(({ status }) => status === 200);
    expect((await signIn(person.email, nexts[winner])).status).toBe(200);
  });
});

describe('guessing', () => {
  it('a password is stopped after twenty attempts at one address, and no other address', async () => {
    const person = await withPassword();
    const other = await withPassword();
    for (let i = 0; i < 20; i += 1)
      expectProblem(await signIn(person.email, `guess number ${i}`), 'wrong_credentials');
    const answer = await signIn(person.email);
    expectProblem(answer, 'rate_limited');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const body = { current: password, next: 'another good password' };
    expectProblem(await person.ask(api.sessions.changePassword, { body }), 'rate_limited');
    expect((await signIn(other.email)).status).toBe(200);
  });

  it('is forgotten once the password was right', async () => {
    const person = await withPassword();
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 12; i += 1) await signIn(person.email, 'a wrong guess');
      expect((await signIn(person.email)).status).toBe(200);
    }
  });
});

describe('behind https', () => {
  it('the cookie is sent over https only', async () => {
    const behind = await startServer({ env: { PUBLIC_URL: 'https://countersign.example/' } });
    try {
      const admin = await behind.person('admin');
      const { url } = await admin.call(api.people.signInLink, { params: { user: admin.id } });
      expect(url).toMatch(/^https:\/\/countersign\.example\/link\//);
      const token = url.split('/').at(-1) ?? '';
      const answer = await behind.anyone.ask(api.sessions.acceptLink, { params: { token }, body: {} });
      expect(answer.headers.getSetCookie()[0]).toMatch(/^cs_session=.*; Secure/);
    } finally {
      await behind.close();
    }
  });
});
