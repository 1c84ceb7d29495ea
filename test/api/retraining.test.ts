import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cycleOf } from '../../db/queries/retraining.ts';
import { addressOf } from '../../client/api/call.ts';
import { api } from '../../server/api.ts';
import type { SentBody } from '../../server/contract/route.ts';
import { firstSettings } from '../../server/domain/retraining/triggers/settings.ts';
import { askForTrainings } from '../../server/features/retraining/ask-for-trainings.job.ts';
import { runSlot } from '../../server/jobs/runner.ts';
import { callbackScenes, told } from '../support/callbacks.ts';
import { deskOf } from '../support/desk.ts';
import { expectProblem } from '../support/problems.ts';
import { aPrediction, submit } from '../support/server.ts';
import { onBothServers } from '../support/servers.ts';

const { cancel, change, cycle: one, cycles, dataset, get, report, request } = api.retraining;
const hour = 3_600_000;

onBothServers((start) => {
  const scene = callbackScenes(start);

  /** A project with three labels of people, one that was accepted, and one item that waits. */
  const given = async () => {
    const made = await scene({ degree: 'partial', threshold: 0.9, blindShare: 1 });
    const { server, project, service, lead } = made;
    const keys = ['a', 'b', 'c', 'd'];
    await submit(service, project, [
      ...keys.map((key) => aPrediction({ key, confidence: 0.5 })),
      aPrediction({ key: 'sure', confidence: 0.95 }),
    ]);
    const desk = await deskOf(server, project);
    const decided: string[] = [];
    for (const value of ['scratched', 'intact', 'scratched'])
      decided.push((await desk.decides(await desk.claimsOne(), value)).decisionId);
    const params = { project };
    const analyst = await server.person('analyst', project);
    return {
      ...made,
      desk,
      decided,
      params,
      analyst,
      requested: () => analyst.call(request, { params }),
      /** The cycle once its dataset is whole. */
      ready: async (id: string) => {
        await expect
          .poll(async () => (await service.call(one, { params: { ...params, id } })).state, {
            timeout: 20_000,
          })
          .not.toBe('preparing');
        return service.call(one, { params: { ...params, id } });
      },
      reports: (id: string, body: SentBody<typeof report>) =>
        service.ask(report, { params: { ...params, id }, body }),
      fetched: async (id: string) => {
        const response = await service.fetch(addressOf(dataset, { ...params, id }));
        return { response, bytes: Buffer.from(await response.arrayBuffer()) };
      },
      projectId: async () => (await server.app.services.projects.get(project))?.id ?? '',
      standing: () => lead.call(get, { params }),
    };
  };

  describe('a training', () => {
    it('goes from the labels there are to a version that says what it was trained on', async () => {
      const { endpoint, receiver, requested, ready, reports, fetched, service, params, standing, lead } =
        await given();
      await endpoint({ events: ['retraining.requested'] });
      expect(await standing()).toMatchObject({ newLabels: 3, hold: null });
      const { id, state } = await requested();
      expect(state).toBe('preparing');
      const cycle = await ready(id);
      expect(cycle).toMatchObject({
        state: 'requested',
        cause: 'by_hand',
        requestedBy: { kind: 'person' },
        newLabels: 3,
        before: { model: 'scratches@1', accuracy: { n: 3 } },
        after: null,
        dataset: { labels: 4, bySource: { auto: 1, human: 3 } },
      });

      const [event] = await receiver.arrived(1);
      const data = event && told(event).type === 'retraining.requested' ? told(event).data : null;
      expect(data).toMatchObject({ cycle: id, cause: 'by_hand', newLabels: 3, dataset: { labels: 4 } });
      const { response, bytes } = await fetched(id);
      const sum = createHash('sha256').update(bytes).digest('hex');
      expect(data).toMatchObject({
        dataset: { url: cycle.dataset?.url, sha256: sum, bytes: bytes.length },
      });
      expect(new URL(cycle.dataset?.url ?? '').pathname).toBe(addressOf(dataset, { ...params, id }));
      expect(response.headers.get('etag')).toBe(`"${sum}"`);
      const exported = await service.fetch(addressOf(api.labels.export, params));
      expect(gunzipSync(bytes).toString()).toBe(await exported.text());

      expect(await reports(id, { report: 'started' })).toMatchObject({ body: { state: 'started' } });
      await reports(id, { report: 'progress', progress: 0.4, message: 'epoch 2 of 5' });
      const waiting = await service.call(cycles, { params, query: { state: 'started' } });
      expect(waiting.rows).toMatchObject([{ id, progress: 0.4, message: 'epoch 2 of 5' }]);
      const finished = { report: 'finished', model: 'scratches@2' } as const;
      const answer = await reports(id, finished);
      expect(answer.body).toMatchObject({
        state: 'finished',
        after: { model: 'scratches@2', firstPredictionAt: null, accuracy: null },
      });
      expect(await reports(id, finished)).toMatchObject({ status: 200, body: answer.body });
      const { models } = await lead.call(api.models.list, { params });
      expect(models.find(({ model }) => model === 'scratches@2')?.training).toEqual({
        cycleId: id,
        requestedAt: cycle.requestedAt,
        labels: 4,
        sha256: sum,
      });
    });

    it('has labels that stay as they were, which nobody who judges is given', async () => {
      const { requested, ready, fetched, desk, decided, lead, service, params, clock, server, projectId } =
        await given();
      const { id } = await requested();
      await ready(id);
      const { bytes } = await fetched(id);
      clock.pass(1_000);
      await desk.changes(decided[0] ?? '', 'intact');
      await desk.decides(await desk.claimsOne(), 'intact');
      expect((await fetched(id)).bytes.equals(bytes)).toBe(true);
      await service.ask(report, { params: { ...params, id }, body: { report: 'failed', reason: 'no room' } });
      // Written anew as of then it is the same.
      const { db } = server.app.services;
      await db.write((tx) =>
        tx.db
          .update(tx.tables.retrainingCycles)
          .set({ state: 'preparing', datasetHash: null, leaseExpiresAt: 0 }),
      );
      server.app.services.datasets.wake();
      expect((await ready(id)).dataset?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expectProblem(await lead.ask(dataset, { params: { ...params, id } }), 'forbidden');
      const project = await projectId();
      const row = await db.read((q) => cycleOf(q, project, id));
      const media = row?.datasetParts?.[0]?.hash ?? '';
      expectProblem(await desk.ask(api.media.get, { params: { ...params, media } }), 'not_found');
    });

    it('is refused without labels, beside another, and where a report does not follow', async () => {
      const { requested, ready, reports, analyst, params, server } = await given();
      const empty = { project: await server.project() };
      const admin = await server.person('admin');
      expectProblem(await admin.ask(request, { params: empty }), 'conflict');
      const { id } = await requested();
      expectProblem(await analyst.ask(request, { params }), 'conflict');
      await ready(id);
      const early = await reports(id, { report: 'finished', model: 'scratches@2' });
      expectProblem(early, 'conflict');
      expect(early.problem.detail).toContain('it has not been reported as started');
      expectProblem(await reports(id, { report: 'finished', model: 'nameless' }), 'invalid_input');
      const ended = await analyst.call(cancel, { params: { ...params, id } });
      expect(ended.state).toBe('cancelled');
      const late = await reports(id, { report: 'started' });
      expect(late.problem.detail).toContain('it was cancelled');
      const second = await requested();
      await ready(second.id);
      await reports(second.id, { report: 'started' });
      await reports(second.id, { report: 'finished', model: 'scratches@2' });
      const third = await requested();
      await ready(third.id);
      await reports(third.id, { report: 'started' });
      const taken = await reports(third.id, { report: 'finished', model: 'scratches@2' });
      expect(taken.problem.detail).toContain('came of another training');
    });

    it('is given up once its trainer has not reported for as long as the project says', async () => {
      const { clock, server, lead, params, requested, ready, reports, service, standing } = await given();
      const { services } = server.app;
      const job = () => runSlot(services, askForTrainings, services.stopping);
      await lead.call(change, { params, body: { ...firstSettings, silentHours: 2 } });
      const { id } = await requested();
      await ready(id);
      const state = async () => (await service.call(one, { params: { ...params, id } })).state;
      // What waits for its trainer goes on waiting.
      clock.pass(3 * hour);
      await job();
      expect(await state()).toBe('requested');
      await reports(id, { report: 'started' });
      for (const passed of [1.5, 1.5]) {
        clock.pass(passed * hour);
        await job();
        expect(await state()).toBe('started');
        await reports(id, { report: 'progress', progress: 0.5, message: 'the same each time' });
      }
      clock.pass(2 * hour);
      await job();
      expect(await service.call(one, { params: { ...params, id } })).toMatchObject({
        state: 'failed',
        failure: 'its trainer has not reported for 2 hours',
      });
      expect(await standing()).toMatchObject({ newLabels: 3 });
      expect((await reports(id, { report: 'finished', model: 'scratches@2' })).problem.detail).toContain(
        'it has failed',
      );
    });

    it('is asked for by a trigger, once, and not again before the pause is over', async () => {
      const { clock, server, lead, params, ready, service, standing, desk } = await given();
      const { services } = server.app;
      const job = () => runSlot(services, askForTrainings, services.stopping);
      const all = async () => (await service.call(cycles, { params })).rows;
      const { triggers } = firstSettings;
      const body = { pauseHours: 2, triggers: { ...triggers, new_labels: { on: true, atLeast: 1 } } };
      await job();
      expect(await all()).toEqual([]);
      await lead.call(change, { params, body });
      clock.pass(hour);
      await job();
      const [first] = await all();
      expect(first).toMatchObject({ cause: 'new_labels', requestedBy: { kind: 'system' }, newLabels: 3 });
      expect(await standing()).toMatchObject({ hold: 'open', newLabels: 0 });
      const { id } = await ready(first?.id ?? '');
      await service.call(report, { params: { ...params, id }, body: { report: 'started' } });
      await service.call(report, {
        params: { ...params, id },
        body: { report: 'finished', model: 'scratches@2' },
      });
      await desk.decides(await desk.claimsOne(), 'intact');
      clock.pass(hour);
      await job();
      expect(await all()).toHaveLength(1);
      expect(await standing()).toMatchObject({ hold: 'pause', newLabels: 1 });
      clock.pass(hour);
      await job();
      expect(await all()).toMatchObject([{ cause: 'new_labels', newLabels: 1 }, { id }]);
    });
  });
});
