import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { api } from '../../server/api.ts';
import { classesOf, type ChoiceClass, type LabelSchema } from '../../server/domain/label-schema.ts';
import { createProjectCache } from '../../server/http/project-cache.ts';
import { expectProblem } from '../support/problems.ts';
import {
  aPrediction,
  scratchClasses,
  startServer,
  submit,
  type PersonCaller,
  type TestServer,
} from '../support/server.ts';

let server: TestServer;
let admin: PersonCaller;
beforeAll(async () => {
  server = await startServer();
  admin = await server.person('admin');
});
afterAll(() => server.close());

const newSlug = () => `p-${randomUUID()}`;
const schema: LabelSchema = { kind: 'choice', classes: scratchClasses };
const create = (body: Record<string, unknown> = {}) =>
  admin.ask(api.projects.create, {
    body: { slug: newSlug(), name: 'Phones', question: 'Scratched?', itemKind: 'image', schema, ...body },
  });
const get = (as: PersonCaller, project: string) => as.ask(api.projects.get, { params: { project } });

describe('a project', () => {
  it('begins with people deciding everything', async () => {
    const slug = newSlug();
    const made = await create({ slug, name: '  Phones  ' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      slug,
      name: 'Phones',
      question: 'Scratched?',
      itemKind: 'image',
      instructions: '',
      leaseSeconds: 120,
      auditDueHours: 72,
      schemaRevision: 1,
      schema,
      policyRevision: 1,
      degree: 'human_only',
    });
    expect((await get(admin, slug)).body).toEqual(made.body);
  });

  it('has a slug that no other has, however many ask for it at once', async () => {
    const slug = newSlug();
    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ slug })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
    expectProblem(await create({ slug }), 'conflict', ['slug']);
  });

  it('is refused with the path of what is wrong', async () => {
    const [one, two] = scratchClasses;
    const faults: [Record<string, unknown>, (string | number)[]][] = [
      [{ slug: 'Phones!' }, ['slug']],
      [{ slug: '-a' }, ['slug']],
      [{ name: '' }, ['name']],
      [{ name: 'two\nlines' }, ['name']],
      [{ question: 'x'.repeat(301) }, ['question']],
      [{ itemKind: 'hologram' }, ['itemKind']],
      [{ leaseSeconds: 5 }, ['leaseSeconds']],
      [{ auditDueHours: 0 }, ['auditDueHours']],
      [{ instructions: 'nul \u0000' }, ['instructions']],
      [{ colour: 'red' }, ['colour']],
      [{ schema: { kind: 'choice', classes: [one] } }, ['schema', 'classes']],
      [{ schema: { kind: 'choice', classes: [one, one] } }, ['schema', 'classes', 1, 'name']],
      [{ schema: { kind: 'choice', classes: [one, { ...two, key: 'j' }] } }, ['schema', 'classes', 1, 'key']],
      [{ schema: { kind: 'choice', classes: [one, { ...two, key: 'u' }] } }, ['schema', 'classes', 1, 'key']],
      [
        { schema: { kind: 'choice', classes: [one, { ...two, color: 'red' }] } },
        ['schema', 'classes', 1, 'color'],
      ],
      [{ schema: { kind: 'choice', classes: [one, { ...two, retired: true }] } }, ['schema', 'classes']],
    ];
    for (const [body, path] of faults) expectProblem(await create(body), 'invalid_input', path);
  });

  it('is listed to those who have a role in it, and to admins', async () => {
    const [mine, other] = [await server.project(), await server.project()];
    const slugs = async (as: PersonCaller) =>
      (await as.call(api.projects.list, {})).projects.map(({ slug }) => slug);
    expect(await slugs(await server.person('inspector', mine))).toEqual([mine]);
    expect(await slugs(await server.person(null))).toEqual([]);
    expect(await slugs(admin)).toEqual(expect.arrayContaining([mine, other]));
  });

  it('changes those settings that are given, and no others', async () => {
    const slug = await server.project();
    const lead = await server.person('lead', slug);
    const before = (await get(lead, slug)).body;
    const change = (body: Record<string, unknown>) =>
      lead.ask(api.projects.update, { params: { project: slug }, body });
    const instructions = '# Look closely\n<script>alert(1)</script>';
    const after = { ...before, instructions, leaseSeconds: 300 };
    expect((await change({ instructions, leaseSeconds: 300 })).body).toEqual(after);
    expect((await change({})).body).toEqual(after);
    expect((await get(lead, slug)).body).toEqual(after);
    expectProblem(await change({ leaseSeconds: 14 }), 'invalid_input', ['leaseSeconds']);
    expectProblem(await change({ slug: 'other' }), 'invalid_input', ['slug']);
    expectProblem(await change({ itemKind: 'text' }), 'invalid_input', ['itemKind']);
    expect((await get(lead, slug)).body).toEqual(after);
  });

  it('tells everyone who watches it that it changed', async () => {
    const slug = await server.project();
    const lead = await server.person('lead', slug);
    const inspector = await server.person('inspector', slug);
    const socket = await server.socket(inspector, slug);
    const told = new Promise((resolve) => socket.on('project', resolve));
    await lead.call(api.projects.update, { params: { project: slug }, body: { name: 'Telephones' } });
    expect(await told).toEqual({ project: slug });
  });

  it('never tells its seed, from which all draws follow', async () => {
    const slug = await server.project();
    const seed = (await server.app.services.projects.get(slug))?.seed ?? '';
    expect(seed.length).toBeGreaterThan(20);
    const replies = [await get(admin, slug), await admin.ask(api.projects.list, {})];
    replies.push((await admin.ask(api.auditLog.server, { query: {} })) as never); // any reply will do here
    expect(JSON.stringify(replies.map(({ body }) => body))).not.toContain(seed);
  });

  it('that was read before a change is not remembered after it', async () => {
    const slug = await server.project();
    const { db } = server.app.services;
    let reading = Promise.withResolvers<void>();
    const slow: Database = {
      ...db,
      read: async (work) => {
        const result = await db.read(work);
        await reading.promise;
        return result;
      },
    };
    const cache = createProjectCache(slow);
    const early = cache.get(slug);
    await admin.call(api.projects.update, { params: { project: slug }, body: { name: 'Telephones' } });
    cache.forget();
    reading.resolve();
    expect((await early)?.name).toBe('Phones');
    reading = Promise.withResolvers();
    reading.resolve();
    expect((await cache.get(slug))?.name).toBe('Telephones');
  });
});

describe('a label schema', () => {
  const revise = (slug: string, basedOn: number, classes: ChoiceClass[], note = '') =>
    admin.ask(api.projects.reviseSchema, {
      params: { project: slug },
      body: { basedOn, schema: { kind: 'choice', classes }, note },
    });
  const revisions = async (slug: string) =>
    (await admin.call(api.projects.schemas, { params: { project: slug } })).revisions;
  const [scratched, intact] = scratchClasses as [ChoiceClass, ChoiceClass]; // both
  const dented = { name: 'dented', title: 'Dented', color: '#1c7ed6', key: 'd', retired: false };

  it('is revised by adding, renaming and retiring classes, each revision kept with its author', async () => {
    const slug = await server.project();
    const steps = [
      [scratched, intact, dented],
      [{ ...scratched, title: 'Kratzer', key: 'k' }, { ...intact, key: null }, dented],
      [scratched, { ...intact, retired: true }, dented],
    ];
    for (const [i, classes] of steps.entries()) {
      const answer = await revise(slug, i + 1, classes, `step ${i}`);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        revision: i + 2,
        schema: { kind: 'choice', classes },
        note: `step ${i}`,
        author: { kind: 'person', id: admin.id, name: admin.name },
      });
    }
    const kept = await revisions(slug);
    expect(kept.map(({ revision }) => revision)).toEqual([4, 3, 2, 1]);
    expect(kept.map((r) => classesOf(r.schema)).toReversed()).toEqual([scratchClasses, ...steps]);
    expect((await get(admin, slug)).body).toMatchObject({ schemaRevision: 4, schema: kept[0]?.schema });
  });

  it('never loses a class', async () => {
    const slug = await server.project();
    const without = await revise(slug, 1, [scratched, dented]);
    const { errors } = expectProblem(without, 'invalid_input', ['schema', 'classes']);
    expect(errors?.[0]?.message).toContain('"intact"');
    await revise(slug, 1, [scratched, { ...intact, retired: true }, dented]);
    expectProblem(await revise(slug, 2, [scratched, dented]), 'invalid_input', ['schema', 'classes']);
    expect(await revisions(slug)).toHaveLength(2);
  });

  it('is revised by one of all who start from the same revision', async () => {
    const slug = await server.project();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        revise(slug, 1, [scratched, intact, { ...dented, name: `dented-${i}` }]),
      ),
    );
    const won = answers.filter(({ status }) => status === 201);
    expect(won).toHaveLength(1);
    for (const answer of answers) if (answer !== won[0]) expectProblem(answer, 'revision_conflict');
    expect(await revisions(slug)).toHaveLength(2);
    expectProblem(await revise(slug, 7, [scratched, intact]), 'revision_conflict');
  });

  it('counts for the next submission', async () => {
    const slug = await server.project();
    const service = await server.service(slug);
    const model = { value: 'dented' };
    await expect(submit(service, slug, [aPrediction(model)])).resolves.toMatchObject([
      { problem: { code: 'invalid_input', errors: [{ path: ['value'] }] } },
    ]);
    await revise(slug, 1, [scratched, intact, dented]);
    const [receipt] = await submit(service, slug, [aPrediction(model)]);
    expect(receipt).toMatchObject({ destination: 'review', repeated: false });
  });

  it('stays as it was for reviews that were opened with it', async () => {
    const slug = await server.project();
    const service = await server.service(slug);
    const inspector = await server.person('inspector', slug);
    await submit(service, slug, [aPrediction(), aPrediction()]);
    const claim = async () =>
      (await inspector.call(api.reviews.claim, { params: { project: slug }, body: { count: 1 } })).reviews[0];
    const before = await claim();
    await revise(slug, 1, [scratched, { ...intact, retired: true }, dented]);
    const after = await claim();
    expect([before?.schemaRevision, after?.schemaRevision]).toEqual([1, 2]);
    const decide = (review: typeof before, value: string) =>
      inspector.ask(api.reviews.decide, {
        params: { project: slug, id: review?.id ?? '' },
        body: { decisionId: randomUUID(), token: review?.token ?? 0, value, suggestionShown: false },
      });
    expectProblem(await decide(before, 'dented'), 'invalid_input', ['value']);
    expect((await decide(before, 'intact')).status).toBe(200);
    expectProblem(await decide(after, 'intact'), 'invalid_input', ['value']);
    expect((await decide(after, 'dented')).status).toBe(200);
  });
});
