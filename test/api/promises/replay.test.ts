import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import { firstPolicy, type Policy } from '../../../server/domain/policy.ts';
import { route } from '../../../server/domain/routing.ts';
import { degrees } from '../../../server/domain/words.ts';
import { aPrediction, startServer, submit, type TestServer } from '../../support/server.ts';
import { stoppedClock } from '../../support/servers.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ now: stoppedClock().now });
});
afterAll(() => server.close());

const share = fc.double({ min: 0, max: 1, noNaN: true });
const level = fc.constantFrom(0, 0.25, 0.5, 0.9, 1);
const value = fc.constantFrom('scratched', 'intact');

const policies: fc.Arbitrary<Policy> = fc.record({
  degree: fc.constantFrom(...degrees),
  threshold: level,
  classThresholds: fc.oneof(fc.constant({}), fc.record({ intact: level })),
  blindShare: level,
  auditShare: level,
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

it(
  'promise 5: replaying a project’s history through the policy revisions it names gives the routings it stored',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(policies, fc.array(records, { minLength: 1, maxLength: 12 })), {
          minLength: 1,
          maxLength: 5,
        }),
        async (history) => {
          const project = await server.project();
          const service = await server.service(project);
          const lead = await server.person('lead', project);
          for (const [i, [policy, submitted]] of history.entries()) {
            await lead.call(api.policy.save, { params: { project }, body: { basedOn: i + 2, policy } });
            await submit(service, project, submitted.map(aPrediction));
          }

          const { db, projects } = server.app.services;
          const { id, seed } = (await projects.get(project)) ?? {};
          if (id === undefined || seed === undefined) throw new Error(`there is no project ${project}`);
          const stored = await db.read(async (q) => ({
            routings: (await q.db.select().from(q.tables.routings)).filter((r) => r.projectId === id),
            items: await q.db.select().from(q.tables.items),
            payloads: await q.db.select().from(q.tables.payloads),
            predictions: await q.db.select().from(q.tables.predictions),
            models: await q.db.select().from(q.tables.modelVersions),
            policies: (await q.db.select().from(q.tables.policies)).filter((p) => p.projectId === id),
            schemas: (await q.db.select().from(q.tables.schemaRevisions)).filter((s) => s.projectId === id),
            reviews: await q.db.select().from(q.tables.reviews),
          }));
          expect(stored.routings).toHaveLength(history.reduce((n, [, submitted]) => n + submitted.length, 0));
          for (const routing of stored.routings) {
            const item = stored.items.find((i) => i.id === routing.itemId);
            const payload = stored.payloads.find((p) => p.itemId === routing.itemId);
            const prediction = stored.predictions.find((p) => p.id === routing.predictionId);
            const model = stored.models.find((m) => m.id === prediction?.modelVersionId);
            const policy = stored.policies.find((p) => p.revision === routing.policyRevision);
            const schema = stored.schemas.find((s) => s.revision === routing.schemaRevision);
            if (!item || !payload || !prediction || !model || !policy || !schema)
              throw new Error(`routing ${routing.id} lacks what it was made from`);
            const again = route(policy.policy, schema.schema, seed, {
              key: item.key,
              value: prediction.value,
              confidence: prediction.confidence,
              model: model.model,
              inputs: payload.inputs,
              priority: payload.priority,
              occurredAt: payload.occurredAt,
              receivedAt: prediction.receivedAt,
            });
            const { reviewed, ...stands } = again;
            expect(routing).toMatchObject(stands);
            const waiting = stored.reviews.filter((r) => r.routingId === routing.id);
            expect(waiting).toHaveLength(reviewed ? again.inspectors : 0);
            expect(waiting.every((r) => r.arm === again.arm && r.negPriority === -again.priority)).toBe(true);
          }
        },
      ),
      { numRuns: 25, seed: 2026, endOnFailure: true },
    );
  },
);

it(
  'promise 5: what a submission is told of its routing is what is stored, with the revision in force',
  { timeout: 120_000 },
  async () => {
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
