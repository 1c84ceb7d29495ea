import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import type { Route } from '../../../server/contract/route.ts';
import { permissionsOf, type Role } from '../../../server/domain/roles.ts';
import { atDesk, deskOf } from '../../support/desk.ts';
import { expectProblem } from '../../support/problems.ts';
import { startServer, type Caller, type TestServer } from '../../support/server.ts';
import { leaksIn, type Said } from './blind/leaks.ts';
import { lookEverywhere, looks, type Reader } from './blind/looks.ts';
import { classes, play, readerSays, settings, stage, type Scene } from './blind/scenes.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ env: { CALLBACK_ALLOW: '127.0.0.1' } });
});
afterAll(() => server.close());

const reads = (caller: Caller, scene: Scene): Reader => ({
  caller,
  scene,
  held: new Map(),
  decided: [],
  deliveries: [],
  said: [],
  filters: false,
});
/** Those who may yet judge: the roles that work on reviews. */
const judges = (['inspector', 'analyst', 'lead', 'admin'] as const).filter((role) =>
  permissionsOf[role].has('reviews.work'),
);

const isFirst = (scene: string) => scene === Object.keys(settings)[0];

/** In a project admins may do what leads may: that they are told no more is seen in one scene. */
const judgesIn = (scene: string) => judges.filter((role) => role !== 'admin' || isFirst(scene));

const isRead = ({ method }: Route) => method === 'get';
/** Routes of the server know of no item: they too are looked at in one scene. */
const isAskedIn = (scene: string) => (route: Route) =>
  isFirst(scene) || route.path.startsWith('/projects/:project');

/** A scene in which a person of this role is to judge, with all that their socket hears from before it begins. */
const given = async (name: string, role: Role) => {
  const setting = settings[name];
  if (!setting) throw new Error(`there is no scene "${name}"`);
  const project = await stage(server, setting);
  const person = await server.person(role, project);
  const socket = await server.socket(person, project);
  const heard: Said[] = [];
  socket.onAny((event: string, ...sent: unknown[]) =>
    heard.push({ by: `socket event ${event}`, text: JSON.stringify(sent) }),
  );
  const counted = new Promise((resolve) => socket.once('queue', resolve));
  const scene = await play(server, project, setting);
  await counted;
  return { scene, desk: atDesk(person, project), reader: reads(person, scene), heard };
};

it('promise 4: every route of the API is looked at', () => {
  const names = (table: Record<string, object>) =>
    Object.entries(table).flatMap(([feature, routes]) =>
      Object.keys(routes).map((name) => `${feature}.${name}`),
    );
  expect(names(looks)).toEqual(expect.arrayContaining(names(api)));
});

describe.each(Object.keys(settings))('promise 4: of %s', (name) => {
  it.each(judgesIn(name))(
    'promise 4: no reply and no event tells the suggestion or another’s decision to who is %s',
    async (role) => {
      const { scene, desk, reader, heard } = await given(name, role);
      await lookEverywhere(reader, isRead); // while it waits
      await lookEverywhere(reader, isAskedIn(name)); // while they take it, and work on others
      const review = [...reader.held.values()].find((r) => r.key === scene.target);
      expect(review, 'they were to judge it').toBeDefined();
      await lookEverywhere(reader, isAskedIn(name)); // while they hold it
      expect(leaksIn([...reader.said, ...heard], scene.secrets, classes)).toEqual([]);
      expect(reader.said.some(({ by }) => by.startsWith('items.get 200'))).toBe(true);

      // The same looks, once the decision is in, find what there is: they can find it.
      if (!review) return;
      await desk.decides(review, readerSays);
      const after = reads(reader.caller, scene);
      await lookEverywhere(after, isRead);
      const found = leaksIn(after.said, scene.secrets, classes);
      for (const secret of scene.secrets) expect(found.join('\n')).toContain(secret);
    },
  );

  it('promise 4: an analyst and a service, who never judge, are told all of it', async () => {
    const { scene } = await given(name, 'inspector');
    for (const caller of [await server.person('analyst', scene.project), scene.service]) {
      const reader = reads(caller, scene);
      await lookEverywhere(reader, isRead);
      const found = leaksIn(reader.said, scene.secrets, classes);
      for (const secret of scene.secrets) expect(found.join('\n')).toContain(secret);
    }
  });

  it.each(['inspector', 'lead'] as const)(
    'promise 4: no filter of a list or a dataset tells it apart from one with other secrets, to who is %s',
    async (role) => {
      const { scene, reader } = await given(name, role);
      const lists: Route[] = [api.items.list, api.labels.export, api.callbacks.deliveries];
      await lookEverywhere({ ...reader, filters: true }, (route) => lists.includes(route));
      expect(reader.said.some(({ by }) => by.startsWith('items.list 200'))).toBe(true);
      for (const { by, text } of reader.said)
        expect(text.includes(scene.target), by).toBe(text.includes(scene.twin));
    },
  );

  it('promise 4: who has skipped it may yet answer it, and is told no more until then', async () => {
    const { scene, desk, reader } = await given(name, 'lead');
    const review = (await desk.claims(2)).find((r) => r.key === scene.target);
    if (!review) throw new Error('the item to be judged comes first');
    await desk.skips(review);
    await lookEverywhere(reader, isRead);
    expect(leaksIn(reader.said, scene.secrets, classes)).toEqual([]);
  });
});

describe('promise 4: of an item that somebody has asked about or commented on', () => {
  const words = 'surely a capybara';
  const given = async (role: Role) => {
    const setting = settings['the second of two, blind, once the first has answered'];
    if (!setting) throw new Error('there is no such scene');
    const project = await stage(server, setting);
    const { others: _, ...alone } = setting;
    const scene = await play(server, project, alone);
    const asker = await deskOf(server, project);
    const review = (await asker.claims(2)).find(({ key }) => key === scene.target);
    if (!review) throw new Error('the item to be judged comes first');
    const params = { project, key: scene.target };
    await asker.call(api.comments.write, { params, body: { id: randomUUID(), text: words } });
    const question = randomUUID();
    await asker.asks(review, words, { decisionId: question });
    const person = await server.person(role, project);
    const reader = reads(person, scene);
    return { scene, question, desk: atDesk(person, project), reader };
  };

  it.each(judges)('promise 4: its words reach nobody who may yet judge it, as %s', async (role) => {
    const { scene, question, desk, reader } = await given(role);
    await lookEverywhere(reader);
    expect(leaksIn(reader.said, ['capybara'], classes)).toEqual([]);
    const review = [...reader.held.values()].find(({ key }) => key === scene.target);
    if (!review) throw new Error('they were to judge it');
    const answer = {
      params: { project: scene.project, id: question },
      body: { id: randomUUID(), text: 'that' },
    };
    expectProblem(await desk.ask(api.comments.answer, answer), 'forbidden');

    await desk.decides(review, readerSays);
    const after = reads(reader.caller, scene);
    await lookEverywhere(after, isRead);
    const found = leaksIn(after.said, ['capybara'], classes).join('\n');
    // Other inspectors are told of it at no time; leads find it once they can no longer judge the item.
    if (role === 'inspector') expect(found).toBe('');
    else for (const by of ['comments.list', 'comments.questions']) expect(found).toContain(by);
  });
});
