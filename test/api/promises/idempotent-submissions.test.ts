import { beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../client/api/call.ts';
import { api } from '../../../server/api.ts';
import type { Problem } from '../../../server/contract/problems.ts';
import type { Receipt } from '../../../server/contract/submissions.ts';
import { expectProblem } from '../../support/problems.ts';
import { keptCounters, recount } from '../../support/recount.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../../support/server.ts';
import { onBothServers } from '../../support/servers.ts';

onBothServers((start, engine) => {
  let server: TestServer;
  let project: string;
  let service: Caller;
  beforeAll(async () => {
    server = await start();
    project = await server.project({ degree: 'partial', threshold: 0.9, auditShare: 0.5, blindShare: 0.5 });
    service = await server.service(project);
  });

  const sends = async (body: string, caller = service) => {
    const response = await caller.fetch(addressOf(api.intake.submit, { project }), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const parsed = (await response.json()) as Receipt & Problem; // one of the two: each test says which
    return { status: response.status, headers: response.headers, body: parsed, problem: parsed };
  };
  const count = async () => {
    const { rows } = await service.call(api.items.list, { params: { project }, query: { limit: 200 } });
    return rows.length;
  };

  describe('promise 9: a submission', () => {
    it('promise 9: sent again gives the first answer, for an automatic one and for one that waits', async () => {
      for (const confidence of [0.99, 0.2]) {
        const record = aPrediction({ confidence, scores: { scratched: confidence } });
        const [first] = await submit(service, project, [record]);
        const [again] = await submit(service, project, [record]);
        expect(first).toMatchObject({ repeated: false });
        expect(again).toEqual({ ...first, repeated: true });
      }
    });

    it('promise 9: sent again after the policy changed still gives the first answer', async () => {
      const record = aPrediction({ confidence: 0.99 });
      const [first] = await submit(service, project, [record]);
      const lead = await server.person('lead', project);
      const { policy, revision } = await lead.call(api.policy.current, { params: { project } });
      const changed = { ...policy, degree: 'human_only' as const };
      await lead.call(api.policy.save, { params: { project }, body: { basedOn: revision, policy: changed } });
      const [again] = await submit(service, project, [record]);
      expect(again).toEqual({ ...first, repeated: true });
      await lead.call(api.policy.save, {
        params: { project },
        body: { basedOn: revision + 1, policy, note: 'As it was' },
      });
    });

    it('promise 9: is the same whatever the order of its fields, or when defaults are spelled out', async () => {
      const record = aPrediction({ inputs: { a: 1, b: 'x' }, payload: { text: 'A phone', title: 'T' } });
      const [first] = await submit(service, project, [record]);
      const [again] = await submit(service, project, [
        Object.fromEntries(
          Object.entries({
            ...record,
            inputs: { b: 'x', a: 1 },
            payload: { title: 'T', text: 'A phone' },
            priority: 0,
            scores: null,
            latencyMs: null,
            occurredAt: null,
          }).toReversed(),
        ),
      ]);
      expect(again).toEqual({ ...first, repeated: true });
    });

    it.each([
      ['value', 'intact'],
      ['confidence', 0.61],
      ['payload', { text: 'Another phone' }],
      ['inputs', { brightness: 0.5 }],
      ['model', 'scratches@2'],
      ['scores', { scratched: 1 }],
      ['latencyMs', 5],
      ['occurredAt', '2026-01-01T00:00:00Z'],
      ['priority', 1],
    ])(
      'promise 9: with the same key and another %s is a conflict, and changes nothing',
      async (field, other) => {
        const record = aPrediction();
        await submit(service, project, [record]);
        const before = await service.call(api.items.get, { params: { project, key: record.key } });
        const answer = await sends(JSON.stringify({ ...record, [field]: other }));
        expectProblem(answer, 'key_conflict', ['key']);
        expect(await service.call(api.items.get, { params: { project, key: record.key } })).toEqual(before);
      },
    );

    it('promise 9: in conflict within a batch is refused alone', async () => {
      const [known, fresh] = [aPrediction(), aPrediction()];
      await submit(service, project, [known]);
      const results = await submit(service, project, [{ ...known, confidence: 0.1 }, fresh, known]);
      expect(results).toMatchObject([
        {
          key: known.key,
          line: 1,
          problem: { code: 'key_conflict', status: 409, errors: [{ path: ['key'] }] },
        },
        { key: fresh.key, repeated: false },
        { key: known.key, repeated: true },
      ]);
    });

    it('promise 9: that stands twice in one batch is taken once', async () => {
      const record = aPrediction();
      const results = await submit(service, project, [record, { ...record, confidence: 0.1 }, record]);
      expect(results).toMatchObject([
        { repeated: false },
        { problem: { code: 'key_conflict' } },
        { repeated: true },
      ]);
    });

    it('promise 9: under a key of another project is another item', async () => {
      const record = aPrediction();
      await submit(service, project, [record]);
      const elsewhere = await server.project();
      const [there] = await submit(await server.service(elsewhere), elsewhere, [
        { ...record, confidence: 0.1 },
      ]);
      expect(there).toMatchObject({ key: record.key, repeated: false });
    });

    it('promise 9: sent by many at the same moment is taken once, and all are given the same answer', async () => {
      const before = await count();
      const records = Array.from({ length: 5 }, (_, i) => aPrediction({ confidence: i / 5 }));
      const answers = await Promise.all(
        Array.from({ length: 40 }, async (_, i) => (await sends(JSON.stringify(records[i % 5]))).body),
      );
      records.forEach((record, i) => {
        const own = answers.filter((_, j) => j % 5 === i);
        expect(own.filter((a) => !a.repeated)).toHaveLength(1);
        expect(new Set(own.map((a) => JSON.stringify({ ...a, repeated: null }))).size).toBe(1);
        expect(own[0]?.key).toBe(record.key);
      });
      expect(await count()).toBe(before + 5);
      const { db, projects } = server.app.services;
      const { id = '' } = (await projects.get(project)) ?? {};
      expect(await keptCounters(db, id)).toEqual(await recount(db, id));
    });

    it('promise 9: with two contents sent at the same moment is taken with one, and the others are refused', async () => {
      const record = aPrediction();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => sends(JSON.stringify({ ...record, priority: i % 2 }))),
      );
      const taken = answers.filter((a) => a.status === 200);
      expect(taken).toHaveLength(10);
      expect(taken.filter((a) => !a.body.repeated)).toHaveLength(1);
      for (const answer of answers.filter((a) => a.status !== 200))
        expectProblem(answer, 'key_conflict', ['key']);
    });

    if (engine === 'postgres')
      it('promise 9: sent to two servers of one database at the same moment is taken once', async () => {
        const { databaseUrl } = server.app.services.config;
        const second = await start({ env: { DATABASE_URL: databaseUrl } });
        const both = [service, await second.service(project)];
        const records = Array.from({ length: 30 }, (_, i) => aPrediction({ confidence: i / 30 }));
        for (const record of records) {
          const answers = await Promise.all(both.map((caller) => sends(JSON.stringify(record), caller)));
          const [a, b] = answers.map((answer) => answer.body);
          expect([a?.repeated, b?.repeated].toSorted()).toEqual([false, true]);
          expect(a?.itemId).toBe(b?.itemId);
        }
      });
  });
});
