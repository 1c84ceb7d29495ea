import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { keyPermissions, type KeyPermission } from '../../server/domain/roles.ts';
import { dump } from '../support/dump.ts';
import { expectProblem } from '../support/problems.ts';
import { callerAt, startServer, type Caller, type PersonCaller, type TestServer } from '../support/server.ts';

const hour = 3_600_000;
const clock = { now: Date.UTC(2026, 5, 1, 12) };
const iso = (at: number) => new Date(at).toISOString();

let server: TestServer;
let slug: string;
let lead: PersonCaller;
beforeAll(async () => {
  server = await startServer({ now: () => clock.now });
  slug = await server.project();
  lead = await server.person('lead', slug);
});
afterAll(() => server.close());

type Given = { name?: string; permissions?: KeyPermission[]; expiresAt?: string | null };
const ask = ({ name = 'line 1', permissions = ['items.read'], expiresAt = null }: Given = {}) =>
  lead.ask(api.keys.create, { params: { project: slug }, body: { name, permissions, expiresAt } });
const make = async (given?: Given) => (await ask(given)).body;
const holder = (secret: string): Caller => callerAt(() => server.url, { authorization: `Bearer ${secret}` });
const reads = (caller: Caller) => caller.ask(api.items.list, { params: { project: slug }, query: {} });
const listed = async (id: string) =>
  (await lead.call(api.keys.list, { params: { project: slug } })).keys.find((key) => key.id === id);
const rotate = (id: string, overlapHours?: number) =>
  lead.ask(api.keys.rotate, { params: { project: slug, id }, body: { overlapHours } });
const revoke = (id: string) => lead.ask(api.keys.revoke, { params: { project: slug, id } });
/** Another instance, or this one after its two seconds of trust. */
const afterAMoment = () => server.app.services.principals.forget();

describe('an API key', () => {
  it('is shown once, and kept only as a hash', async () => {
    const answer = await ask({ name: 'line 1', permissions: ['items.read', 'items.read', 'project.read'] });
    expect(answer.status).toBe(201);
    const { secret, ...key } = answer.body;
    expect(secret).toMatch(/^cs_[\w-]{32}$/);
    expect(key).toEqual({
      id: expect.any(String),
      name: 'line 1',
      prefix: secret.slice(0, 9),
      permissions: ['items.read', 'project.read'],
      createdBy: lead.name,
      createdAt: iso(clock.now),
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
      replaces: null,
    });
    expect(await listed(key.id)).toEqual(key);
    const everything = JSON.stringify(await dump(server.app.services.db));
    expect(everything).toContain(key.prefix);
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(secret.slice(3));
  });

  it('does what it was made for, in its project, and nothing else', async () => {
    const other = await server.project();
    const caller = holder((await make({ permissions: ['items.read'] })).secret);
    expect((await reads(caller)).status).toBe(200);
    expectProblem(await caller.ask(api.models.list, { params: { project: slug } }), 'forbidden');
    const elsewhere = { params: { project: other }, query: {} };
    expectProblem(await caller.ask(api.items.list, elsewhere), 'not_found');
    expectProblem(await caller.ask(api.sessions.me, {}), 'forbidden');
    expectProblem(await caller.ask(api.keys.list, { params: { project: slug } }), 'forbidden');
  });

  it('cannot be made for the work of people', async () => {
    for (const permission of ['reviews.work', 'keys.manage', 'policy.write', 'everything'])
      expectProblem(
        await ask({ permissions: [permission as KeyPermission] }), // what a curious caller may send
        'invalid_input',
        ['permissions', 0],
      );
    expectProblem(await ask({ permissions: [] }), 'invalid_input', ['permissions']);
    expectProblem(await ask({ name: '  ' }), 'invalid_input', ['name']);
    expect((await make({ permissions: [...keyPermissions] })).permissions).toEqual([...keyPermissions]);
  });

  it('is refused where it is none of ours, even where nobody need sign in', async () => {
    const secrets = ['cs_', `cs_${'x'.repeat(32)}`, 'sk_live', ''];
    for (const authorization of [...secrets.map((secret) => `Bearer ${secret}`), 'Basic YTpi', 'cs_x']) {
      const caller = callerAt(() => server.url, { authorization });
      const { detail } = expectProblem(await reads(caller), 'unauthenticated');
      expect(detail).toBe('the API key is unknown, expired or revoked');
      const link = await caller.ask(api.sessions.describeLink, { params: { token: 'x' } });
      expectProblem(link, 'unauthenticated');
    }
    const { secret } = await make();
    expect((await reads(callerAt(() => server.url, { authorization: `bearer ${secret}` }))).status).toBe(200);
  });

  it('counts before a cookie that comes with it', async () => {
    const { secret } = await make({ permissions: ['project.read'] });
    const both = callerAt(() => server.url, {
      authorization: `Bearer ${secret}`,
      cookie: lead.cookie,
    });
    expectProblem(await reads(both), 'forbidden');
  });

  it('ends when it expires', async () => {
    const { secret, id } = await make({ expiresAt: iso(clock.now + hour) });
    clock.now += hour - 1;
    expect((await reads(holder(secret))).status).toBe(200);
    clock.now += 1;
    afterAMoment();
    expectProblem(await reads(holder(secret)), 'unauthenticated');
    expect((await listed(id))?.expiresAt).toBe(iso(clock.now));
    for (const expiresAt of [iso(clock.now), iso(clock.now - 1)])
      expectProblem(await ask({ expiresAt }), 'invalid_input', ['expiresAt']);
    expectProblem(await ask({ expiresAt: 'tomorrow' }), 'invalid_input', ['expiresAt']);
  });

  it('ends at once when it is revoked, and stays revoked', async () => {
    const { secret, id } = await make();
    expect((await reads(holder(secret))).status).toBe(200);
    const revokedAt = iso(clock.now);
    expect((await revoke(id)).body).toEqual({ ok: true });
    expectProblem(await reads(holder(secret)), 'unauthenticated');
    clock.now += hour;
    expect((await revoke(id)).status).toBe(200);
    expect((await listed(id))?.revokedAt).toBe(revokedAt);
  });

  it('tells when it was last used', async () => {
    const { secret, id } = await make();
    expect((await listed(id))?.lastUsedAt).toBeNull();
    clock.now += hour;
    await reads(holder(secret));
    await expect.poll(async () => (await listed(id))?.lastUsedAt).toBe(iso(clock.now));
  });
});

describe('the rotation of a key', () => {
  it('makes a successor, beside which the old one works on for the overlap', async () => {
    const old = await make({ name: 'line 2', permissions: ['items.read', 'labels.export'] });
    const answer = await rotate(old.id, 2);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: 'line 2',
      permissions: ['items.read', 'labels.export'],
      replaces: old.id,
      expiresAt: null,
    });
    expect(answer.body.secret).not.toBe(old.secret);
    clock.now += 2 * hour - 1;
    afterAMoment();
    expect((await reads(holder(old.secret))).status).toBe(200);
    expect((await reads(holder(answer.body.secret))).status).toBe(200);
    clock.now += 1;
    afterAMoment();
    expectProblem(await reads(holder(old.secret)), 'unauthenticated');
    expect((await reads(holder(answer.body.secret))).status).toBe(200);
  });

  it('overlaps by a day unless told, by nothing where told so, and never longer than the old key lives', async () => {
    const standard = await make();
    await rotate(standard.id);
    expect((await listed(standard.id))?.expiresAt).toBe(iso(clock.now + 24 * hour));

    const leaked = await make();
    await rotate(leaked.id, 0);
    expectProblem(await reads(holder(leaked.secret)), 'unauthenticated');

    const brief = await make({ expiresAt: iso(clock.now + hour) });
    await rotate(brief.id, 48);
    expect((await listed(brief.id))?.expiresAt).toBe(iso(clock.now + hour));
    const unlimited = await make();
    expectProblem(await rotate(unlimited.id, 721), 'invalid_input', ['overlapHours']);
    expectProblem(await rotate(unlimited.id, -1), 'invalid_input', ['overlapHours']);
  });

  it('gives the successor as long a life as the old key was given', async () => {
    const old = await make({ expiresAt: iso(clock.now + 10 * hour) });
    clock.now += 9 * hour;
    expect((await rotate(old.id, 48)).body.expiresAt).toBe(iso(clock.now + 10 * hour));
  });

  it('is refused for a key that has ended', async () => {
    const revoked = await make();
    await revoke(revoked.id);
    expectProblem(await rotate(revoked.id), 'conflict');
    const expired = await make({ expiresAt: iso(clock.now + hour) });
    clock.now += hour;
    expectProblem(await rotate(expired.id), 'conflict');
    expectProblem(await rotate('01900000-0000-7000-8000-000000000000'), 'not_found');
  });
});
