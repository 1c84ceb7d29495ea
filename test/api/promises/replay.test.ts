import fc from 'fast-check';
import { expect, it } from 'vitest';
import { policyRevisionsOf } from '../../../db/queries/policies.ts';
import { schemaRevisionsOf } from '../../../db/queries/projects.ts';
import { routedItems, type RoutedItem } from '../../../db/queries/routed-items.ts';
import { api } from '../../../server/api.ts';
import type { SentBody } from '../../../server/contract/route.ts';
import { firstPolicy, type Policy } from '../../../server/domain/policy.ts';
import { route } from '../../../server/domain/routing.ts';
import { degrees } from '../../../server/domain/words.ts';
import { aPrediction, scratchClasses, submit, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

const share = fc.nat(1_000).map((thousandths) => thousandths / 1_000);
const level = fc.constantFrom(0, 0.25, 0.5, 0.9, 1);
const value = fc.constantFrom('scratched', 'intact');

const policies: fc.Arbitrary<Policy> = fc.record({
  degree: fc.constantFrom(...degrees),
  threshold: fc.oneof(level, share),
  classThresholds: fc.record({ intact: share, scratched: level }, { requiredKeys: [] }),
  blindShare: fc.oneof(level, share),
  auditShare: fc.oneof(level, share),
  auditStrata: fc.array(
    fc.record({
      name: fc.constant('near'),
      when: fc.constant<Policy['auditStrata'][number]['when']>([{ on: 'confidence', op: 'lt', value: 0.9 }]),
      share: level,
    }),
    { maxLength: 1 },
  ),
  rules: fc.constantFrom<Policy['rules']>(
    [],
    [
      {
        name: 'dark',
        when: [{ on: 'input', name: 'brightness', op: 'lt', value: 0.3 }],
        then: { review: true, inspectors: 2 },
      },
      { name: 'old', when: [{ on: 'age', op: 'gte', seconds: 60 }], then: { priority: 500 } },
      { name: 'eye', when: [{ on: 'model', in: ['eye@2'] }], then: { review: true } },
    ],
    [
      {
        name: 'doubtful scratch',
        when: [
          { on: 'class', in: ['scratched'] },
          { on: 'confidence', op: 'lt', value: 0.7 },
        ],
        then: { priority: 900, inspectors: 2 },
      },
      {
        name: 'no light',
        when: [{ on: 'input', name: 'brightness', op: 'missing', value: null }],
        then: { review: true },
      },
    ],
  ),
});

const records = fc.record(
  {
    value: fc.option(value, { freq: 8 }),
    confidence: fc.option(share, { freq: 8 }),
    model: fc.constantFrom('eye@1', 'eye@2'),
    inputs: fc.record({ brightness: share }, { requiredKeys: [] }),
    priority: fc.nat(1000),
    // A minute before the clock of these tests, which a rule asks for, half a minute, and long ago.
    occurredAt: fc.constantFrom(
      null,
      '2026-05-01T11:29:00+02:00',
      '2026-05-01T09:29:30Z',
      '2020-01-01T00:00:00Z',
    ),
  },
  { requiredKeys: ['value', 'confidence'] },
);

/** Submissions under one policy after the other; `retires`: a class goes out of use before them, or comes back. */
const histories = fc.array(
  fc.record({
    policy: policies,
    retires: fc.boolean(),
    submitted: fc.array(records, { minLength: 1, maxLength: 12 }),
  }),
  { minLength: 1, maxLength: 5 },
);
type Schema = Extract<SentBody<typeof api.projects.reviseSchema>['schema'], { kind: 'choice' }>;
type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;

const live = async (server: TestServer, history: History): Promise<string> => {
  const project = await server.project();
  const service = await server.service(project);
  const lead = await server.person('lead', project);
  const [scratched, intact] = scratchClasses;
  const dented = { name: 'dented', title: 'Dented', color: '#1c7ed6', key: null, retired: false };
  for (const [i, { policy, retires, submitted }] of history.entries()) {
    const classes = [scratched, { ...intact, retired: retires }, dented] as Schema['classes']; // both are there
    await lead.call(api.projects.reviseSchema, {
      params: { project },
      body: { basedOn: i + 1, schema: { kind: 'choice', classes } },
    });
    await lead.call(api.policy.save, {
      params: { project },
      body: { basedOn: i + 2, policy, note: 'As it came' },
    });
    await submit(service, project, submitted.map(aPrediction));
  }
  return project;
};

/** All that a project has routed, as the what-if reads it, a few at a time. */
const readAll = async ({ app }: TestServer, projectId: string): Promise<RoutedItem[]> => {
  const all: RoutedItem[] = [];
  for (;;) {
    const before = all.at(-1)?.itemId ?? null;
    const some = await app.services.db.read((q) => routedItems(q, projectId, {}, before, 7));
    if (some.length === 0) return all;
    all.push(...some);
  }
};

onBothServers((start) => {
  it(
    'promise 5: replaying a project’s history through the policy revisions it names gives the routings it stored',
    { timeout: 120_000 },
    async () => {
      const server = await start({ now: stoppedClock().now });
      const { db, projects } = server.app.services;
      await fc.assert(
        fc.asyncProperty(histories, async (history) => {
          const project = await projects.get(await live(server, history));
          if (!project) throw new Error('it was made');
          const { id, seed } = project;
          const items = await readAll(server, id);
          expect(items).toHaveLength(history.reduce((n, { submitted }) => n + submitted.length, 0));
          const kept = await db.read(async (q) => ({
            policies: await policyRevisionsOf(q, id),
            schemas: await schemaRevisionsOf(q, id),
            reviews: (await q.db.select().from(q.tables.reviews)).filter((r) => r.projectId === id),
          }));
          for (const { itemId, subject, routing } of items) {
            const { policyRevision, schemaRevision, ...stored } = routing;
            const policy = kept.policies.find(({ revision }) => revision === policyRevision);
            const schema = kept.schemas.find(({ revision }) => revision === schemaRevision);
            if (!policy || !schema) throw new Error(`${subject.key} was routed by what is not kept`);
            const again = route(policy.policy, schema.schema, seed, subject);
            expect(stored).toEqual(again);
            const waiting = kept.reviews.filter((r) => r.itemId === itemId);
            expect(waiting).toHaveLength(again.reviewed ? again.inspectors : 0);
            expect(waiting.every((r) => r.arm === again.arm && r.negPriority === -again.priority)).toBe(true);
          }
        }),
        { numRuns: 25, endOnFailure: true },
      );
    },
  );

  it(
    'promise 5: what a submission is told of its routing is what is stored, with the revision in force',
    { timeout: 120_000 },
    async () => {
      const server = await start();
      const project = await server.project({
        ...firstPolicy,
        degree: 'partial',
        threshold: 0.5,
        auditShare: 0.5,
      });
      const service = await server.service(project);
      const receipts = await submit(
        service,
        project,
        Array.from({ length: 40 }, (_, i) => aPrediction({ confidence: i / 40 })),
      );
      for (const told of receipts) {
        if (!('itemId' in told)) throw new Error('all are good');
        const { routings } = await service.call(api.items.get, { params: { project, key: told.key } });
        const { destination, reasons, rule, threshold, reviewProbability, arm, policyRevision } = told;
        expect(routings).toMatchObject([
          { destination, reasons, rule, threshold, reviewProbability, arm, policyRevision },
        ]);
        expect(policyRevision).toBe(2);
      }
    },
  );
});
