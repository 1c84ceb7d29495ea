import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { commandNames } from '../../server/command/names.ts';
import { countersign } from '../support/command.ts';
import { newFolder } from '../support/settings.ts';
import { aPrediction, callerAt, submit, type PersonCaller, type TestServer } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

onBothServers((start) => {
  let server: TestServer;
  let admin: PersonCaller;
  beforeAll(async () => {
    server = await start();
    admin = await server.person('admin');
  });

  /** Runs a command beside the server, with its settings. */
  const run = (...args: string[]) => {
    const { databaseUrl, dataDir } = server.app.services.config;
    return countersign({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PUBLIC_URL: server.url }, args);
  };
  const runs = async (...args: string[]): Promise<string> => {
    const { code, out, err } = await run(...args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out;
  };
  const newEmail = () => `person-${randomUUID()}@example.org`;

  /** Opens a sign-in link as a browser does; the person, or what the server answered. */
  const enter = async (url: string) => {
    expect(url.startsWith(`${server.url}/link/`)).toBe(true);
    const token = url.slice(url.lastIndexOf('/') + 1);
    const { status, headers } = await server.anyone.ask(api.sessions.acceptLink, {
      params: { token },
      body: {},
    });
    const cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return { status, caller: callerAt(() => server.url, { cookie }) };
  };
  const latest = async (
    call: Promise<{ rows: { action: string; subject: string; actor: unknown; after: unknown }[] }>,
  ) => (await call).rows;
  const ofServer = () => latest(admin.call(api.auditLog.server, { query: {} }));
  const by = { kind: 'system', id: null, name: 'Command line' };

  describe('users', () => {
    it('are made with a link that signs them in once', async () => {
      const email = newEmail();
      const url = await runs('user', 'add', email.toUpperCase(), '--name', 'Ada', '--admin');
      const { caller } = await enter(url);
      expect(await caller.call(api.sessions.me, {})).toMatchObject({ email, name: 'Ada', isAdmin: true });
      expect((await enter(url)).status).toBe(410);
      expect((await ofServer()).slice(0, 2)).toMatchObject([
        { action: 'sign_in_link.made', subject: email, actor: by },
        { action: 'person.invited', subject: email, actor: by, after: { role: 'admin' } },
      ]);
      expect(await run('user', 'add', email)).toMatchObject({
        code: 1,
        err: expect.stringContaining('has an account already'),
      });
    });

    it('are listed with their roles', async () => {
      const project = await server.project();
      const { email } = await server.person('analyst', project);
      const lines = (await runs('user', 'list')).split('\n');
      expect(lines[0]).toMatch(/^email +name +state +last seen +roles$/);
      expect(lines.find((line) => line.startsWith(email))).toContain(`enabled`);
      expect(lines.find((line) => line.startsWith(email))).toContain(`analyst of ${project}`);
      expect(lines.find((line) => line.startsWith(admin.email))).toMatch(/admin$/);
    });

    it('are disabled, enabled and given another link', async () => {
      const email = newEmail();
      const url = await runs('user', 'add', email);
      await runs('user', 'disable', email);
      expect((await enter(url)).status).toBe(410);
      expect((await run('user', 'link', email)).err).toContain('it is disabled');
      expect((await ofServer())[0]).toMatchObject({
        action: 'account.changed',
        actor: by,
        after: { disabled: true },
      });
      await runs('user', 'enable', email);
      expect((await enter(await runs('user', 'link', email))).status).toBe(200);
      for (const [command = '', ...more] of [['disable'], ['enable'], ['link']])
        expect((await run('user', command, 'nobody@example.org', ...more)).err).toContain(
          'there is no account',
        );
    });

    it('who forgot their password get rid of it by a link', async () => {
      const email = newEmail();
      const { caller } = await enter(await runs('user', 'add', email));
      const password = 'correct horse battery staple';
      await caller.call(api.sessions.changePassword, { body: { current: null, next: password } });
      const signIn = () => server.anyone.ask(api.sessions.signIn, { body: { email, password } });
      expect((await signIn()).status).toBe(200);
      await enter(await runs('user', 'link', email));
      expect((await signIn()).status).toBe(200);
      const url = await runs('user', 'link', email, '--forget-password');
      expect((await signIn()).status).toBe(401);
      const { caller: again } = await enter(url);
      expect(await again.call(api.sessions.me, {})).toMatchObject({ email, hasPassword: false });
    });
  });

  describe('keys', () => {
    it('are made, listed and revoked', async () => {
      const project = await server.project();
      const secret = await runs(
        'key',
        'add',
        project,
        '--name',
        'line 1',
        '--permissions',
        'predictions.write, items.read',
      );
      const service = callerAt(() => server.url, { authorization: `Bearer ${secret}` });
      expect(await submit(service, project, [aPrediction()])).toHaveLength(1);
      const list = await runs('key', 'list', project);
      expect(list).toMatch(
        new RegExp(`line 1 +${secret.slice(0, 9)}… +in force +predictions.write,items.read`),
      );
      expect(list).not.toContain(secret);

      const unused = await runs('key', 'add', project, '--name', 'line 2', '--permissions', 'items.read');
      const [, newest = ''] = (await runs('key', 'list', project)).split('\n');
      const [id = ''] = newest.split(' ');
      await runs('key', 'revoke', id);
      expect(await runs('key', 'list', project)).toMatch(/line 2 .* revoked/);
      // Not the other: a server may know a key that it has seen for two seconds more.
      const revoked = callerAt(() => server.url, { authorization: `Bearer ${unused}` });
      expect((await revoked.ask(api.items.list, { params: { project }, query: {} })).status).toBe(401);
      const entries = await latest(admin.call(api.auditLog.project, { params: { project }, query: {} }));
      expect(entries.slice(0, 3)).toMatchObject([
        { action: 'key.revoked', actor: by },
        { action: 'key.created', actor: by },
        { action: 'key.created', actor: by, after: { permissions: ['predictions.write', 'items.read'] } },
      ]);
      expect((await run('key', 'revoke', randomUUID())).err).toContain('there is no key');
      expect((await run('key', 'list', 'nowhere')).err).toContain('there is no project "nowhere"');
    });

    it.each([
      [['--permissions', 'items.read'], '--name is missing'],
      [['--name', 'x'], '--permissions is missing'],
      [['--name', 'x', '--permissions', 'reviews.work'], '--permissions: Invalid option'],
      [['--name', '', '--permissions', 'items.read'], '--name: '],
    ])('are not made with %j', async (args, fault) => {
      const project = await server.project();
      expect(await run('key', 'add', project, ...args)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining(fault),
      });
    });
  });

  it('a check and a backup beside the server find what was done', async () => {
    const project = await server.project({ degree: 'partial', threshold: 0.5, auditShare: 0.5 });
    const service = await server.service(project);
    await submit(
      service,
      project,
      Array.from({ length: 40 }, () => aPrediction()),
    );
    expect(await runs('check', '--media')).not.toContain('WRONG');
    expect(await runs('backup', newFolder())).toContain('Backup of');
  });
});

describe('the command line', () => {
  it('says what there is, on standard output where it was asked and else as an error of usage', async () => {
    const asked = await countersign({}, ['--help']);
    expect(asked).toMatchObject({ code: 0, err: '' });
    for (const name of commandNames) expect(asked.out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    expect(await countersign({}, [])).toEqual({ code: 2, out: '', err: asked.out });
    const unknown = await countersign({}, ['bakcup']);
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('There is no command "bakcup"') });
    const group = await countersign({}, ['user', '--help']);
    expect(group.out).toContain('user disable');
    expect(group.out).not.toContain('backup');
  });

  it.each(commandNames)('explains %s without looking at the settings', async (name) => {
    const { code, out } = await countersign({ PORT: 'none' }, [...name.split(' '), '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: countersign ${name}\\b`));
  });

  it.each([
    [['backup'], 'folder is missing'],
    [['backup', 'a', 'b'], '"b" is one argument too many'],
    [['restore', '--force', 'a'], "Unknown option '--force'"],
    [['check', '--json=yes'], "'--json' does not take an argument"],
    [['move'], '--to is missing'],
    [['move', '--to', 'elsewhere.db'], '--to must be postgres://'],
    [['user', 'add', 'ada'], 'email: Invalid email address'],
  ])('answers %j with the usage', async (args, fault) => {
    const { code, out, err } = await countersign({ DATA_DIR: newFolder() }, args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(fault);
    expect(err).toContain('Usage: countersign');
  });

  it('names a bad setting', async () => {
    expect(await countersign({ PORT: 'none' }, ['user', 'list'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('PORT'),
    });
  });

  it('leaves one admin who is not disabled', async () => {
    const env = { DATA_DIR: newFolder() };
    await countersign(env, ['migrate']);
    await countersign(env, ['user', 'add', 'ada@example.org', '--admin']);
    expect(await countersign(env, ['user', 'disable', 'ada@example.org'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('last admin'),
    });
  });

  it('migrates when told, and no other command does', async () => {
    const env = { DATA_DIR: newFolder() };
    expect((await countersign(env, ['user', 'list'])).err).toContain('run `countersign migrate`');
    expect(await countersign(env, ['migrate', '--check'])).toMatchObject({ code: 3 });
    expect((await countersign(env, ['migrate'])).out).toMatch(/^Migrated from the beginning to \d{4}_/);
    expect(await countersign(env, ['migrate', '--check'])).toMatchObject({ code: 0 });
    expect((await countersign(env, ['migrate'])).out).toContain('nothing to do');
    expect(await countersign(env, ['user', 'list'])).toMatchObject({ code: 0 });
  });
});
