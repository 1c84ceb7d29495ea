import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { ProblemCode } from '../../server/contract/problems.ts';
import type { Contract, Route } from '../../server/contract/route.ts';
import { keyPermissions, type Role } from '../../server/domain/roles.ts';
import { dump } from '../support/dump.ts';
import { atDesk } from '../support/desk.ts';
import { expectProblem, expectProblemIn } from '../support/problems.ts';
import { startServer, type Caller, type TestServer } from '../support/server.ts';
import { makePlace, type Place, type Visitor } from './access/place.ts';
import { table, type Entry, type Sent } from './access/table.ts';

const routes = Object.entries<Contract>(api).flatMap(([feature, contract]) =>
  Object.entries(contract).map(([name, route]) => [`${feature}.${name}`, route] as const),
);
const entries: Record<string, Entry | undefined> = table;

let server: TestServer;
let own: Place;
let other: Place;
beforeAll(async () => {
  // Jobs change what is kept by themselves.
  server = await startServer({ env: { CALLBACK_ALLOW: '127.0.0.1' }, jobs: [] });
  own = await makePlace(server);
  other = await makePlace(server);
});
afterAll(() => server.close());

const known = new Map<string, Promise<Visitor>>();

/**
 * Everybody there is, for a route: nobody, a stranger, an admin, and of each project its people and its keys. Who is refused
 * changes nothing and comes to every route; who is let in is made for it.
 */
const everybody = async (route: Route, entry: Entry): Promise<Visitor[]> => {
  const needed = keyPermissions.find((permission) => permission === route.access);
  const withNeeded = needed ? [needed] : [...keyPermissions];
  const withoutIt = keyPermissions.filter((permission) => permission !== needed);
  const person = async (kind: Role | 'stranger', home: Place | null): Promise<Visitor> => ({
    ...(await server.person(kind === 'stranger' ? null : kind, home?.slug)),
    kind,
    home,
  });
  const key = async (kind: 'key' | 'wrong key', home: Place): Promise<Visitor> => ({
    ...(await server.service(home.slug, kind === 'key' ? withNeeded : withoutIt)),
    kind,
    home,
  });
  const come = (kind: Exclude<Visitor['kind'], 'nobody'>, home: Place | null): Promise<Visitor> => {
    const isKey = kind === 'key' || kind === 'wrong key';
    const make = () => (isKey && home ? key(kind, home) : person(kind as Role | 'stranger', home)); // keys have a home
    if (refusalOf(entry, { kind, home }) === null) return make();
    const name = `${kind} ${home?.slug} ${isKey ? needed : ''}`;
    const visitor = known.get(name) ?? make();
    known.set(name, visitor);
    return visitor;
  };
  const nobody: Visitor = { ...server.anyone, kind: 'nobody', home: null };
  const inProjects = (['inspector', 'analyst', 'lead', 'key', 'wrong key'] as const).flatMap((kind) =>
    [own, other].map((home) => come(kind, home)),
  );
  const others = await Promise.all([come('stranger', null), come('admin', null), ...inProjects]);
  return [nobody, ...others];
};

/** How a visitor must fare at a route of the own project; null: they are let in. */
const refusalOf = ({ may }: Entry, { kind, home }: Pick<Visitor, 'kind' | 'home'>): ProblemCode | null => {
  if (may === 'anyone') return null;
  if (kind === 'nobody') return 'unauthenticated';
  if (may === 'people') return kind === 'key' || kind === 'wrong key' ? 'forbidden' : null;
  if (may === 'admins') return kind === 'admin' ? null : 'forbidden';
  if (kind !== 'admin' && home !== own) return 'not_found';
  return kind !== 'stranger' && kind !== 'wrong key' && may.includes(kind) ? null : 'forbidden';
};

const send = (caller: Caller, route: Route, { params, query, body, file }: Sent): Promise<Response> => {
  const address = addressOf(route, params, query);
  const method = route.method.toUpperCase();
  if (file !== undefined) {
    const form = new FormData();
    form.append('file', new Blob([file]), 'file.txt');
    return caller.fetch(address, { method, body: form });
  }
  if (body === undefined) return caller.fetch(address, { method });
  const headers = { 'content-type': 'application/json' };
  return caller.fetch(address, { method, headers, body: JSON.stringify(body) });
};

/** All that is kept: every row, and every file. */
const kept = async () => {
  const { config, db } = server.app.services;
  const files = readdirSync(path.join(config.dataDir, 'media'), { recursive: true }).map(String).toSorted();
  return { ...(await dump(db)), files };
};

const who = ({ kind, home }: Visitor) => `${kind}${home === other ? ' of the other project' : ''}`;
const at = (sent: Sent, project: string): Sent => ({ ...sent, params: { ...sent.params, project } });

describe('access', () => {
  it('is told for every route, and for nothing that is no route', () => {
    expect(Object.keys(table).toSorted()).toEqual(routes.map(([name]) => name).toSorted());
  });

  it.each(routes)('to %s is for those who may, there and nowhere else', async (name, route) => {
    const entry = entries[name];
    if (!entry) throw new Error(`${name} has no line in the table`);
    const inProject = route.path.startsWith('/projects/:project');
    const namesOne = inProject && /:(?!project|model)/.test(route.path);
    const visitors = await everybody(route, entry);
    const letIn = visitors.filter((visitor) => refusalOf(entry, visitor) === null);
    const mayNameForeign = ({ kind }: Visitor) => entry.mayNameForeign?.some((one) => one === kind) ?? false;

    // Whoever is refused is refused before anything is looked at: one request serves all of them.
    const [nobody] = visitors as [Visitor]; // there are many
    const here = await entry.request(own, nobody);
    const foreign = namesOne ? at(await entry.request(other, nobody), own.slug) : null;
    const refused: { visitor: Visitor; sent: Sent; code: ProblemCode; where: string }[] = [];
    for (const visitor of visitors) {
      const code = refusalOf(entry, visitor);
      if (code) refused.push({ visitor, sent: here, code, where: 'here' });
      const unknown = visitor.kind === 'nobody' ? 'unauthenticated' : 'not_found';
      if (inProject)
        refused.push({ visitor, sent: at(here, 'no-such-project'), code: unknown, where: 'nowhere' });
      if (foreign && (code !== null || !mayNameForeign(visitor)))
        refused.push({ visitor, sent: foreign, code: code ?? 'not_found', where: "another project's thing" });
    }
    await own.still();
    const before = await kept();
    await Promise.all(
      refused.map(async ({ visitor, sent, code, where }) => {
        const response = await send(visitor, route, sent);
        const status = { unauthenticated: 401, forbidden: 403, not_found: 404 }[code as string]; // no other refuses
        expect(`${who(visitor)}, ${where}: ${response.status}`).toBe(`${who(visitor)}, ${where}: ${status}`);
        await expectProblemIn(response, code);
      }),
    );
    expect(await kept()).toEqual(before);

    expect(letIn.length).toBeGreaterThan(0);
    for (const visitor of letIn) {
      const response = await send(visitor, route, await entry.request(own, visitor));
      expect(`${who(visitor)}: ${response.status} ${await response.text()}`).toMatch(
        new RegExp(`: ${route.status ?? 200} `),
      );
      if (!namesOne || !mayNameForeign(visitor)) continue;
      const named = await send(visitor, route, at(await entry.request(other, visitor), own.slug));
      expect(named.status, `${who(visitor)}, another project's thing`).toBe(route.status ?? 200);
    }
  });

  it('of somebody who works in two projects does not lead from one into the other', async () => {
    const person = await server.person('lead', own.slug);
    const admin = await server.person('admin');
    const params = { project: other.slug, user: person.id };
    await admin.call(api.people.setRole, { params, body: { role: 'inspector' } });
    const there = atDesk(person, other.slug);
    const fromHere = atDesk(person, own.slug);
    await other.item();
    const answered = await there.claimsOne();
    const { decisionId } = await there.decides(answered, 'intact');
    await other.item();
    const review = await there.claimsOne();

    const before = await kept();
    expectProblem(await fromHere.triesToDecide(review, 'intact'), 'not_found');
    expectProblem(await fromHere.triesToSkip(review), 'not_found');
    expectProblem(await fromHere.triesToEscalate(review), 'not_found');
    expectProblem(await fromHere.triesToChange(decisionId, 'scratched'), 'not_found');
    expect(await fromHere.renews(review)).toEqual([null]);
    await fromHere.releases(review);
    expect(await kept()).toEqual(before);
    expect(await there.renews(review)).toEqual([expect.any(String)]);
  });
});
