import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { firstPolicy, type Policy } from '../../server/domain/policy.ts';
import { degrees } from '../../server/domain/words.ts';
import { expectProblem } from '../support/problems.ts';
import { classesOf, type ChoiceClass } from '../../server/domain/label-schema.ts';
import { aPrediction, startServer, submit, type PersonCaller, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: PersonCaller;
beforeAll(async () => {
  server = await startServer();
  admin = await server.person('admin');
});
afterAll(() => server.close());

const partial: Policy = {
  ...firstPolicy,
  degree: 'partial',
  threshold: 0.9,
  auditShare: 0.2,
  blindShare: 0.5,
};
const save = (slug: string, basedOn: number, policy: Policy, note = 'Enough seen') =>
  admin.ask(api.policy.save, { params: { project: slug }, body: { basedOn, policy, note } });
const current = (slug: string) => admin.call(api.policy.current, { params: { project: slug } });
const preview = (slug: string, policy: Policy, items?: number) =>
  admin.ask(api.policy.preview, { params: { project: slug }, body: { policy, items } });

describe('a policy', () => {
  it('is kept in revisions with author and note, and going back is one more', async () => {
    const slug = await server.project();
    const lead = await server.person('lead', slug);
    const first = (await current(slug)).policy;
    const saved = await lead.ask(api.policy.save, {
      params: { project: slug },
      body: { basedOn: 2, policy: partial, note: 'Try it' },
    });
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject({
      revision: 3,
      policy: partial,
      note: 'Try it',
      author: { kind: 'person', id: lead.id, name: lead.name },
    });
    expect(await current(slug)).toEqual(saved.body);
    expect((await save(slug, 3, first, 'Back')).body).toMatchObject({ revision: 4, policy: first });
    const { revisions } = await lead.call(api.policy.revisions, { params: { project: slug } });
    expect(revisions.map(({ revision, policy }) => [revision, policy])).toEqual([
      [4, first],
      [3, partial],
      [2, first],
      [1, firstPolicy],
    ]);
  });

  it.each(['sqlite', 'postgres'] as const)(
    'is replaced by one of all who start from the same revision at once (%s)',
    async (engine) => {
      const own = engine === 'sqlite' ? server : await startServer({ engine });
      try {
        const slug = await own.project();
        const leads = await Promise.all(Array.from({ length: 6 }, () => own.person('lead', slug)));
        const answers = await Promise.all(
          leads.map((lead, i) =>
            lead.ask(api.policy.save, {
              params: { project: slug },
              body: { basedOn: 2, policy: { ...partial, threshold: i / 10 }, note: 'Enough seen' },
            }),
          ),
        );
        const won = answers.findIndex(({ status }) => status === 201);
        answers.forEach((answer, i) => i === won || expectProblem(answer, 'revision_conflict'));
        const [lead] = leads as [PersonCaller]; // there are six
        const inForce = await lead.call(api.policy.current, { params: { project: slug } });
        expect(inForce).toMatchObject({ revision: 3, policy: { threshold: won / 10 } });
      } finally {
        if (own !== server) await own.close();
      }
    },
  );

  it('counts for the next submission, and those who watch are told', async () => {
    const slug = await server.project();
    const service = await server.service(slug);
    const inspector = await server.person('inspector', slug);
    const socket = await server.socket(inspector, slug);
    const told = new Promise((resolve) => socket.on('policy', resolve));
    const sure = { confidence: 0.99 };
    expect(await submit(service, slug, [aPrediction(sure)])).toMatchObject([
      { destination: 'review', policyRevision: 2 },
    ]);
    await save(slug, 2, partial);
    expect(await submit(service, slug, [aPrediction(sure)])).toMatchObject([
      { destination: 'auto', policyRevision: 3, threshold: 0.9 },
    ]);
    expect(await told).toEqual({ project: slug, revision: 3 });
  });

  it('is refused with the path of what is wrong, classes that the schema lacks among it', async () => {
    const slug = await server.project();
    const rule = { name: 'r', when: [], then: { review: true } };
    const when = (condition: Record<string, unknown>) => [{ ...rule, when: [condition] }];
    const faults: [Record<string, unknown>, (string | number)[]][] = [
      [{ degree: 'most' }, ['degree']],
      [{ threshold: 1.01 }, ['threshold']],
      [{ auditShare: -0.1 }, ['auditShare']],
      [{ blindShare: '0.1' }, ['blindShare']],
      [{ classThresholds: { dented: 0.5 } }, ['classThresholds', 'dented']],
      [{ classThresholds: { intact: 2 } }, ['classThresholds', 'intact']],
      [{ rules: [rule] }, ['rules', 0, 'when']],
      [{ rules: when({ on: 'class', in: ['intact', 'dented'] }) }, ['rules', 0, 'when', 0, 'in', 1]],
      [{ rules: when({ on: 'input', name: 'x', op: 'lt', value: 'low' }) }, ['rules', 0, 'when', 0, 'value']],
      [{ rules: when({ on: 'input', name: 'x', op: 'in', value: 1 }) }, ['rules', 0, 'when', 0, 'value']],
      [
        { rules: [...when({ on: 'model', in: ['a@1'] }), ...when({ on: 'model', in: ['b@1'] })] },
        ['rules', 1, 'name'],
      ],
      [
        { auditStrata: [{ name: 'a', when: [{ on: 'class', in: ['intact'] }], share: 2 }] },
        ['auditStrata', 0, 'share'],
      ],
      [{ auditStrata: [{ name: 'a', when: [], share: 1 }] }, ['auditStrata', 0, 'when']],
      [
        { auditStrata: [{ name: 'a', when: [{ on: 'class', in: ['lost'] }], share: 1 }] },
        ['auditStrata', 0, 'when', 0, 'in', 0],
      ],
      [
        {
          auditStrata: [1, 2].map((n) => ({ name: 'a', when: [{ on: 'model', in: [`m@${n}`] }], share: 1 })),
        },
        ['auditStrata', 1, 'name'],
      ],
      [{ note: 'x' }, ['note']],
    ];
    for (const [part, path] of faults) {
      const policy = { ...partial, ...part } as Policy; // what a mistaken caller may send
      expectProblem(await save(slug, 2, policy), 'invalid_input', ['policy', ...path]);
      expectProblem(await preview(slug, policy), 'invalid_input', ['policy', ...path]);
    }
    expect((await current(slug)).revision).toBe(2);
  });

  it('may speak of a class that is retired', async () => {
    const slug = await server.project();
    const { schema } = await admin.call(api.projects.get, { params: { project: slug } });
    const [scratched, intact] = classesOf(schema) as [ChoiceClass, ChoiceClass]; // both
    const dented = { name: 'dented', title: 'Dented', color: '#1c7ed6', key: null, retired: false };
    const classes = [scratched, { ...intact, retired: true }, dented];
    await admin.call(api.projects.reviseSchema, {
      params: { project: slug },
      body: { basedOn: 1, schema: { kind: 'choice', classes } },
    });
    expect((await save(slug, 2, { ...partial, classThresholds: { intact: 0.5 } })).status).toBe(201);
  });
});

describe('the preview of a policy', () => {
  const share = fc.constantFrom(0, 0.1, 0.5, 1);
  const draft: fc.Arbitrary<Policy> = fc.record({
    degree: fc.constantFrom(...degrees),
    threshold: fc.constantFrom(0, 0.5, 0.8, 1),
    classThresholds: fc.constantFrom<Policy['classThresholds'][]>(
      {},
      { intact: 0.3 },
      { intact: 1, scratched: 0 },
    ),
    blindShare: share,
    auditShare: share,
    auditStrata: fc.constantFrom<Policy['auditStrata'][]>(
      [],
      [{ name: 'dark', when: [{ on: 'input', name: 'light', op: 'lt', value: 0.5 }], share: 0.5 }],
    ),
    rules: fc.constantFrom<Policy['rules'][]>(
      [],
      [
        {
          name: 'dark',
          when: [{ on: 'input', name: 'light', op: 'lt', value: 0.5 }],
          then: { review: true },
        },
      ],
      [
        { name: 'old', when: [{ on: 'age', op: 'gte', seconds: 60 }], then: { priority: 9, review: true } },
        { name: 'new model', when: [{ on: 'model', in: ['scratches@2'] }], then: { inspectors: 2 } },
      ],
    ),
  });
  const records = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      key: `item ${i}`,
      payload: { text: 'A phone' },
      model: i % 3 === 0 ? 'scratches@2' : 'scratches@1',
      value: i % 7 === 0 ? null : i % 2 === 0 ? 'intact' : 'scratched',
      confidence: i % 11 === 0 ? null : (i % 10) / 10,
      inputs: i % 5 === 0 ? {} : { light: (i % 4) / 4 },
      occurredAt: i % 2 === 0 ? '2020-01-01T00:00:00Z' : null,
    }));

  it('is what would have become of the items, to the last one', async () => {
    const sent = records(210); // more than it reads at a time
    const was = await server.project(partial);
    await submit(await server.service(was), was, sent);
    const { seed } = (await server.app.services.projects.get(was)) ?? { seed: '' };

    await fc.assert(
      fc.asyncProperty(draft, async (policy) => {
        const { body: told } = await preview(was, policy);
        // The same items, sent to a project with the same draws and the draft in force.
        const wouldBe = await server.project(policy);
        await server.app.services.db.write(async (tx) => {
          await tx.db.update(tx.tables.projects).set({ seed }).where(eq(tx.tables.projects.slug, wouldBe));
          tx.afterCommit(() => server.app.services.projects.forget());
        });
        const [before, after] = [
          await submit(await server.service(was), was, sent),
          await submit(await server.service(wouldBe), wouldBe, sent),
        ];
        const count = (receipts: typeof after, test: (r: (typeof after)[0], i: number) => boolean) =>
          receipts.filter(test).length;
        const tally = (receipts: typeof after) => ({
          auto: count(receipts, (r) => r.destination === 'auto'),
          review: count(receipts, (r) => r.destination === 'review'),
          audited: count(receipts, (r) => r.destination === 'auto' && r.arm !== null),
        });
        expect(told).toMatchObject({
          items: sent.length,
          before: tally(before),
          after: tally(after),
          autoToReview: count(
            after,
            (r, i) => r.destination === 'review' && before[i]?.destination === 'auto',
          ),
          reviewToAuto: count(
            after,
            (r, i) => r.destination === 'auto' && before[i]?.destination === 'review',
          ),
          rules: policy.rules.map(({ name }) => ({ name, items: count(after, (r) => r.rule === name) })),
          classes: ['intact', 'scratched'].map((name) => ({
            name,
            auto: count(after, (r, i) => sent[i]?.value === name && r.destination === 'auto'),
            review: count(after, (r, i) => sent[i]?.value === name && r.destination === 'review'),
          })),
        });
      }),
      { numRuns: 8 },
    );
  });

  it('looks at the latest items, as many as it is asked for, and changes nothing', async () => {
    const slug = await server.project(partial);
    const service = await server.service(slug);
    await submit(service, slug, records(30));
    const sure = Array.from({ length: 5 }, () => aPrediction({ confidence: 1 }));
    await submit(service, slug, sure);
    const { body } = await preview(slug, { ...partial, threshold: 1 }, 5);
    expect(body).toMatchObject({ items: 5, after: { auto: 5, review: 0 } });
    expect((await preview(slug, partial)).body.items).toBe(35);
    expect((await current(slug)).revision).toBe(2);
    expectProblem(await preview(slug, partial, 10_001), 'invalid_input', ['items']);
  });

  it('of a project without items is empty', async () => {
    const slug = await server.project();
    expect((await preview(slug, partial)).body).toMatchObject({
      items: 0,
      classes: [],
      from: null,
      to: null,
    });
  });
});
