import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../server/api.ts';
import { watchAudits } from '../../server/features/audits/watch-audits.job.ts';
import { deskOf } from '../support/desk.ts';
import { expectEvidence } from '../support/recount.ts';
import { aPrediction, submit, type TestServer } from '../support/server.ts';
import { onBothServers, stoppedClock } from '../support/servers.ts';

const hour = 3_600_000;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  /** A project that audits all that is unsure and a tenth of the rest, with so many items of each. */
  const given = async (unsure: number, rest: number) => {
    const project = await server.project({
      degree: 'full',
      auditShare: 0.1,
      auditStrata: [{ name: 'unsure', when: [{ on: 'confidence', op: 'lt', value: 0.9 }], share: 1 }],
    });
    const service = await server.service(project);
    const lead = await server.person('lead', project);
    const records = [
      ...Array.from({ length: unsure }, (_, i) => aPrediction({ key: `unsure-${i}`, confidence: 0.8 })),
      ...Array.from({ length: rest }, (_, i) => aPrediction({ key: `sure-${i}`, confidence: 0.95 })),
    ];
    const receipts = await submit(service, project, records);
    const audits = () => lead.call(api.audits.get, { params: { project } });
    return { project, service, lead, receipts, audits };
  };

  describe('the coverage of audits', () => {
    it('is empty before anything was accepted', async () => {
      const { audits } = await given(0, 0);
      expect(await audits()).toEqual({
        dueHours: 72,
        all: {
          accepted: 0,
          planned: 0,
          drawn: { k: 0, n: 0, low: null, high: null },
          answered: 0,
          waiting: 0,
          disputed: 0,
          due: 0,
          overdue: 0,
          alarms: [],
        },
        strata: [],
      });
    });

    it('sets what was planned beside what was drawn and answered, by stratum, and tells disputes apart', async () => {
      const { project, service, receipts, audits } = await given(4, 40);
      const { routings } = await service.call(api.items.get, { params: { project, key: 'unsure-0' } });
      expect(routings).toMatchObject([{ stratum: 'unsure', reviewProbability: 1 }]);
      const drawn = receipts.filter(
        ({ arm, reviewProbability }) => arm !== null && reviewProbability < 1,
      ).length;
      const [ada, bob] = [await deskOf(server, project), await deskOf(server, project)];
      for (let n = 0; n < 3; n += 1) {
        const review = await ada.claimsOne();
        expect(review.key).toBe(`unsure-${n}`);
        await ada.decides(review, n === 0 ? 'scratched' : 'intact');
      }
      const { all, strata } = await audits();
      const [unsure, rest] = strata;
      expect(rest).toMatchObject({ stratum: null, accepted: 40, drawn: { k: drawn, n: 40 }, answered: 0 });
      expect(rest?.planned).toBeCloseTo(4, 9);
      expect(unsure).toMatchObject({
        stratum: 'unsure',
        accepted: 4,
        planned: 4,
        drawn: { k: 4, n: 4 },
        answered: 1,
        waiting: 3,
        disputed: 2,
        overdue: 0,
      });
      expect(all).toMatchObject({ accepted: 44, answered: 1, waiting: drawn + 3, disputed: 2 });
      await expectEvidence(server.app.services.db);

      for (let n = 0; n < drawn + 3; n += 1) {
        const [review] = await bob.claims();
        if (review?.key.startsWith('unsure'))
          await bob.decides(review, review.key === 'unsure-3' ? 'scratched' : 'intact');
      }
      expect((await audits()).strata[0]).toMatchObject({ answered: 4, waiting: 0, disputed: 0 });
      await expectEvidence(server.app.services.db);
    });

    it('keeps each item in the stratum that it was accepted in, whatever the policy becomes', async () => {
      const { project, lead, service, audits } = await given(2, 0);
      const { revision, policy } = await lead.call(api.policy.current, { params: { project } });
      await lead.call(api.policy.save, {
        params: { project },
        body: { basedOn: revision, policy: { ...policy, auditStrata: [], auditShare: 1 } },
      });
      await submit(service, project, [aPrediction({ key: 'later', confidence: 0.8 })]);
      expect((await audits()).strata).toMatchObject([
        { stratum: 'unsure', accepted: 2 },
        { stratum: null, accepted: 1 },
      ]);
    });
  });

  describe('audits that nobody answers', () => {
    it('are overdue after the hours that the project gives them, and raise an alarm that is told at once', async () => {
      const { project, lead, audits } = await given(20, 0);
      await lead.call(api.projects.update, { params: { project }, body: { auditDueHours: 24 } });
      clock.pass(24 * hour);
      expect((await audits()).all, 'not before the whole hour is past').toMatchObject({ due: 0, overdue: 0 });
      clock.pass(hour);
      expect(await audits()).toMatchObject({
        dueHours: 24,
        all: { due: 20, overdue: 20, alarms: ['behind'] },
        strata: [{ stratum: 'unsure', overdue: 20, alarms: ['behind'] }],
      });

      const socket = await server.socket(lead, project);
      const told: unknown[] = [];
      socket.on('audits', (event) => told.push(event));
      const look = () => watchAudits.run(server.app.services, new AbortController().signal, 'watch-audits:1');
      await look();
      await look(); // what was told already is not told again
      const desk = await deskOf(server, project);
      for (let n = 0; n < 18; n += 1) await desk.decides(await desk.claimsOne(), 'scratched');
      expect((await audits()).all).toMatchObject({ due: 20, overdue: 2, alarms: [] });
      await look();
      // Events come in order: this one comes after all that was told of audits.
      const last = new Promise((resolve) => socket.once('project', resolve));
      await lead.call(api.projects.update, { params: { project }, body: { auditDueHours: 48 } });
      await last;
      expect(told).toEqual([{ project }, { project }]);
    });
  });
});
