import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../client/api/call.ts';
import { system } from '../../../db/actor.ts';
import { calibrators } from '../../../db/integrity/calibrators.ts';
import { weighedLabels } from '../../../db/integrity/weighed-labels.ts';
import { calibratorsOf, chooseCalibrator, insertCalibrator } from '../../../db/queries/calibrators.ts';
import { predictingModels } from '../../../db/queries/evidence.ts';
import { api } from '../../../server/api.ts';
import type { HeldReview } from '../../../server/features/reviews/contract.ts';
import { deskOf, type Desk } from '../../support/desk.ts';
import { givenEstimate } from '../../support/estimate.ts';
import { expectEvidence, keptCounters, recount } from '../../support/recount.ts';
import { aPrediction, submit, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

/** What can happen, told relative to what its author has in hand at that moment. */
type Step =
  | { does: 'submit'; sure: boolean; doubtful: boolean; value: string | null }
  | { does: 'claim' | 'release' | 'skip' | 'escalate' | 'change'; who: number; which: number; value: string }
  | { does: 'decide'; who: number; which: number; value: string; claim: number }
  | { does: 'assign'; who: number; which: number }
  | { does: 'requeue'; who: number; which: number }
  | { does: 'export' }
  | { does: 'calibrate'; revision: 0 | 1 }
  | { does: 'wait'; ms: number };

const value = fc.constantFrom('scratched', 'intact');
const by = { who: fc.nat(3), which: fc.nat(20), value };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constant('submit' as const),
    sure: fc.boolean(),
    doubtful: fc.boolean(),
    value: fc.option(value, { freq: 5 }),
  }),
  { weight: 3, arbitrary: fc.record({ does: fc.constant('decide' as const), ...by, claim: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom('claim', 'claim', 'change', 'change', 'release', 'skip', 'escalate'),
      ...by,
    }),
  },
  fc.record({ does: fc.constantFrom('assign' as const, 'requeue' as const), who: by.who, which: by.which }),
  fc.constant<Step>({ does: 'export' }),
  fc.record({ does: fc.constant('calibrate' as const), revision: fc.constantFrom(0 as const, 1 as const) }),
  fc.record({ does: fc.constant('wait' as const), ms: fc.constantFrom(1, 121_000, 3_600_000) }),
);

/** Groups of steps that happen at the same time, one group after the other. */
const histories = fc.array(fc.array(step, { minLength: 1, maxLength: 4, size: 'max' }), {
  minLength: 15,
  maxLength: 30,
  size: 'max',
});

/** What it makes of .95 is accepted no longer. */
const doubting = { kind: 'isotonic' as const, confidences: [0, 1], probabilities: [0, 0.9] };

/** Puts a calibrator of the model in force, or none (0), once it has predicted anything. */
const calibrate = (server: TestServer, project: string, revision: 0 | 1): Promise<void> =>
  server.app.services.db.write(async (tx) => {
    const { id: projectId = '' } = (await server.app.services.projects.get(project)) ?? {};
    const [version] = await predictingModels(tx, projectId);
    if (!version) return;
    const of = { projectId, modelVersionId: version.id };
    const scores = { brier: 0, expectedCalibrationError: 0 };
    const fit = { labels: 0, wrong: 0, raw: scores, calibrated: scores };
    if ((await calibratorsOf(tx, version.id)).length === 0)
      await insertCalibrator(tx, of, { fitted: doubting, fit, actor: system, createdAt: 0 });
    await chooseCalibrator(tx, version.id, { from: version.calibrator.revision, to: revision });
  });

onBothServers((start, engine) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  /**
   * A project with three inspectors and a lead, and a way to let each step happen in it; `weighed`: an estimate settles
   * where they differ, if it favours one of them.
   */
  const theatre = async (weighed: boolean) => {
    const project = await server.project({
      degree: 'partial',
      threshold: 0.9,
      blindShare: weighed ? 1 : 0.4,
      auditShare: 0.5,
      auditStrata: [{ name: 'scratches', when: [{ on: 'class', in: ['scratched'] }], share: 1 }],
      rules: [
        {
          name: 'two',
          when: [{ on: 'input', name: 'doubtful', op: 'eq', value: true }],
          then: { review: true, inspectors: 2 },
        },
      ],
    });
    const service = await server.service(project);
    const roles = ['inspector', 'inspector', 'inspector', 'lead'] as const;
    const people = await Promise.all(
      roles.map(async (role) => ({
        desk: await deskOf(server, project, role),
        held: [] as HeldReview[],
        decisions: [] as string[],
      })),
    );
    if (weighed) {
      const known = people.map(({ desk: { id } }, n) => ({ userId: id, answers: 100, right: 0.95 - n / 5 }));
      await givenEstimate(server, project, known[3]?.userId ?? '', known);
      const settings = { resolution: 'posterior', posteriorAtLeast: 0.6 } as const;
      await people[3]?.desk.call(api.projects.update, { params: { project }, body: settings });
    }
    const keys: string[] = [];
    /** A lead gives some items to somebody, or puts them back into review. */
    const manage = async ({ does, who, which }: Extract<Step, { does: 'assign' | 'requeue' }>) => {
      const [lead, some] = [people[3]?.desk, keys.slice(which % 5, (which % 5) + 3)];
      if (!lead || some.length === 0) return;
      const params = { project };
      if (does === 'requeue') {
        await lead.call(api.queue.requeue, { params, body: { keys: some, reason: 'a doubt' } });
        return;
      }
      const id = people[who]?.desk.id ?? '';
      const to = which % 3 === 0 ? { kind: 'anyone' as const } : { kind: 'person' as const, id };
      const body = { which: { keys: some }, to, takeBack: which % 2 === 0, reason: 'they know these' };
      await lead.call(api.queue.assign, { params, body });
    };
    const expectNoFault = (status: number) => expect(status).toBeLessThan(500);

    const happen = async (s: Step): Promise<void> => {
      if (s.does === 'wait') return clock.pass(s.ms);
      if (s.does === 'assign' || s.does === 'requeue') return manage(s);
      if (s.does === 'calibrate') return calibrate(server, project, s.revision);
      if (s.does === 'export') {
        await (await service.fetch(addressOf(api.labels.export, { project }))).text();
        return;
      }
      if (s.does === 'submit') {
        const confidence = s.sure ? 0.95 : 0.5;
        const { value: predicted, doubtful } = s;
        const inputs = { doubtful };
        const [receipt] = await submit(service, project, [
          aPrediction({ value: predicted, confidence, inputs }),
        ]);
        keys.push(receipt?.key ?? '');
        return;
      }
      const person = people[s.who];
      if (!person) throw new Error('there are four people');
      const { desk, held, decisions } = person;
      if (s.does === 'claim') {
        held.push(...(await desk.claims(1 + (s.which % 3))));
        return;
      }
      if (s.does === 'change') {
        const id = decisions[s.which % Math.max(1, decisions.length)];
        if (id === undefined) return;
        const answer = await desk.triesToChange(id, s.value);
        expectNoFault(answer.status);
        if (answer.status === 200) decisions.push(answer.body.decisionId);
        return;
      }
      const [review] = held.splice(s.which % Math.max(1, held.length), 1);
      if (!review) return;
      if (s.does === 'release') {
        await desk.releases(review);
        if (s.value === 'intact') held.push(review); // a late answer may follow
        return;
      }
      const answer = await ending(desk, review, s);
      expectNoFault(answer.status);
      if (answer.status !== 200) return;
      decisions.push(answer.body.decisionId);
      held.push(...answer.body.reviews);
    };
    const ending = (desk: Desk, review: HeldReview, s: Extract<Step, { value: string; who: number }>) => {
      if (s.does === 'skip') return desk.triesToSkip(review);
      if (s.does === 'escalate') return desk.triesToEscalate(review);
      return desk.triesToDecide(review, s.value, { claim: s.does === 'decide' ? s.claim : 0 });
    };
    return { project, happen };
  };

  describe('after any history of submissions, decisions, changes, skips, escalations, adjudications, assignments and calibrators', () => {
    it(
      'counters and evidence are what a recount of the tables gives, and each item shows its label in force',
      { timeout: 120_000 },
      async () => {
        await fc.assert(
          fc.asyncProperty(histories, fc.boolean(), async (groups, weighed) => {
            const { project, happen } = await theatre(weighed);
            for (const group of groups) await Promise.all(group.map(happen));
            const { db, projects } = server.app.services;
            const { id = '' } = (await projects.get(project)) ?? {};
            expect(await keptCounters(db, id)).toEqual(await recount(db, id));
            await expectEvidence(db);
            await expectLabelsInForce(server, id);
            for (const { find } of [weighedLabels, calibrators])
              expect((await db.read(find)).examples).toEqual([]);
          }),
          { numRuns: engine === 'sqlite' ? 12 : 6, endOnFailure: true },
        );
      },
    );
  });
});

/** Each item has one label in force at most, and its row shows that one. */
const expectLabelsInForce = (server: TestServer, projectId: string): Promise<void> =>
  server.app.services.db.read(async (q) => {
    const { items, labels } = q.tables;
    const inForce = (await q.db.select().from(labels)).filter((l) => l.supersededAt === null);
    for (const item of await q.db.select().from(items)) {
      if (item.projectId !== projectId) continue;
      const own = inForce
        .filter((l) => l.itemId === item.id)
        .map((l) => ({ value: l.value, source: l.source }));
      const shown = item.labelSource === null ? [] : [{ value: item.labelValue, source: item.labelSource }];
      expect(own).toEqual(shown);
      const keepsLabel = item.status === 'disputed' && item.destination === 'auto';
      expect(own.length > 0).toBe(keepsLabel || item.status === 'accepted' || item.status === 'labelled');
    }
  });
