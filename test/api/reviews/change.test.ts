import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../../../client/api/call.ts';
import { api } from '../../../server/api.ts';
import { deskOf, type Desk } from '../../support/desk.ts';
import { expectProblem } from '../../support/problems.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

const { change } = api.reviews;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  let project: string;
  let service: Caller;
  let desk: Desk;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });
  beforeEach(async () => {
    project = await server.project({
      degree: 'assistance',
      blindShare: 0,
      rules: [
        {
          name: 'two',
          when: [{ on: 'input', name: 'doubtful', op: 'eq', value: true }],
          then: { inspectors: 2 },
        },
      ],
    });
    service = await server.service(project);
    await submit(service, project, [aPrediction({ key: 'a' })]);
    desk = await deskOf(server, project);
  });
  const item = () => service.call(api.items.get, { params: { project, key: 'a' } });
  const agreement = async () =>
    (await service.call(api.overview.get, { params: { project } })).agreement.assisted;
  const isExported = async () => {
    const response = await service.fetch(addressOf(api.labels.export, { project }));
    expect(await response.text()).toContain('"key":"a"');
  };
  const answered = async (value: string) => {
    const { decisionId } = await desk.decides(await desk.claimsOne(), value);
    clock.pass(1);
    return decisionId;
  };

  describe('my latest decisions', () => {
    it('are what I answered, skipped and escalated, newest first, with what was judged', async () => {
      await submit(service, project, [aPrediction({ key: 'b' }), aPrediction({ key: 'c' })]);
      await answered('intact');
      await desk.skips(await desk.claimsOne());
      clock.pass(1);
      await desk.escalates(await desk.claimsOne());
      const other = await deskOf(server, project);
      const mine = await desk.latest();
      expect(mine).toMatchObject([
        { kind: 'escalation', value: null, review: { key: 'c' } },
        { kind: 'skip', value: null, review: { key: 'b' } },
        { kind: 'answer', value: 'intact', standing: 'standing', changeable: true, review: { key: 'a' } },
      ]);
      expect(mine[2]?.review.suggestion).toMatchObject({ value: 'scratched' });
      expect((await desk.latest(1)).map((d) => d.review.key)).toEqual(['c']);
      expect(await other.latest(), 'they are nobody else’s').toEqual([]);
    });
  });

  describe('a change', () => {
    it('before export replaces the answer and the label, with the old ones in the lineage', async () => {
      const first = await answered('scratched');
      expect(await agreement()).toMatchObject({ k: 1, n: 1 });
      const made = await desk.changes(first, 'intact', { timeSpentMs: 50 });
      expect(made).toMatchObject({ revision: 'change', standing: 'standing', repeated: false });
      expect(await item()).toMatchObject({
        label: { value: 'intact', source: 'human' },
        decisions: [
          { id: first, value: 'scratched', standing: 'superseded' },
          { id: made.decisionId, revises: first, revision: 'change', value: 'intact', standing: 'standing' },
        ],
        labels: [
          { value: 'scratched', supersededAt: expect.any(String), decisionIds: [first] },
          { value: 'intact', supersededAt: null, decisionIds: [made.decisionId] },
        ],
      });
      expect(await agreement()).toMatchObject({ k: 0, n: 1 });
      expect((await desk.latest()).map((d) => d.id)).toEqual([made.decisionId]);
    });

    it('can be changed in its turn, but the same decision not twice', async () => {
      const first = await answered('scratched');
      const second = await desk.changes(first, 'intact');
      expectProblem(await desk.triesToChange(first, 'scratched'), 'conflict');
      clock.pass(1);
      await desk.changes(second.decisionId, 'scratched');
      expect((await item()).label).toMatchObject({ value: 'scratched' });
    });

    it('to the same answer leaves a decision, and a label that says on whose word it stands', async () => {
      const first = await answered('intact');
      const { decisionId } = await desk.changes(first, 'intact');
      expect((await item()).labels.at(-1)).toMatchObject({ value: 'intact', decisionIds: [decisionId] });
    });

    it('after the label was exported is an amendment, and a later export brings the new label', async () => {
      const first = await answered('scratched');
      await isExported();
      expect((await desk.latest())[0]).toMatchObject({ id: first, changeable: false });
      expect(await desk.changes(first, 'intact')).toMatchObject({ revision: 'amendment' });
      const { labels, decisions } = await item();
      expect(decisions[1]).toMatchObject({ revises: first, revision: 'amendment' });
      expect(labels[1]?.seq).toBeGreaterThan(labels[0]?.seq ?? 0);
      const query = { since: labels[0]?.seq ?? 0 };
      const later = await service.fetch(addressOf(api.labels.export, { project }, query));
      expect(await later.text()).toContain('"value":"intact"');
    });

    it('after an adjudication is an amendment, and the adjudication stands', async () => {
      await submit(service, project, [
        aPrediction({ key: 'twice', priority: 1, inputs: { doubtful: true } }),
      ]);
      const [bob, lead] = [await deskOf(server, project), await deskOf(server, project, 'lead')];
      const first = await answered('intact');
      await bob.decides(await bob.claimsOne(), 'scratched');
      await lead.decides(await lead.claimsOne(), 'scratched');
      clock.pass(1);
      const { decisionId, revision } = await desk.changes(first, 'scratched');
      expect(revision).toBe('amendment');
      const twice = await service.call(api.items.get, { params: { project, key: 'twice' } });
      expect(twice.label).toMatchObject({ value: 'scratched', source: 'adjudicated' });
      expect(twice.labels.at(-1)?.decisionIds).toContain(decisionId);
    });

    it('turns a skip into an answer where nobody took the review up', async () => {
      const { decisionId } = await desk.skips(await desk.claimsOne());
      expect(await desk.changes(decisionId, 'intact')).toMatchObject({ standing: 'standing' });
      expect((await item()).label).toMatchObject({ value: 'intact', source: 'human' });
      expect(await (await deskOf(server, project)).claims()).toEqual([]);
    });

    it('turns an escalation into an answer where no lead took it up', async () => {
      const { decisionId } = await desk.escalates(await desk.claimsOne());
      await desk.changes(decisionId, 'intact');
      expect((await item()).label).toMatchObject({ value: 'intact', source: 'human' });
      expect(await (await deskOf(server, project, 'lead')).claims()).toEqual([]);
    });

    it('of a skip that somebody took up since is kept as an opinion', async () => {
      const { decisionId } = await desk.skips(await desk.claimsOne());
      const other = await deskOf(server, project);
      const review = await other.claimsOne();
      expect(await desk.changes(decisionId, 'intact')).toMatchObject({ standing: 'opinion' });
      await other.decides(review, 'scratched');
      expect((await item()).label).toMatchObject({ value: 'scratched', source: 'human' });
    });

    it('of a skip whose author was then shown what the others answered is kept as an opinion', async () => {
      const blind = await server.project({ degree: 'shadow' });
      await submit(await server.service(blind), blind, [aPrediction({ key: 'a' })]);
      const lead = await deskOf(server, blind, 'lead');
      const { decisionId } = await lead.skips(await lead.claimsOne());
      const params = { project: blind, key: 'a' };
      expect(await lead.call(api.items.get, { params })).toMatchObject({ withheld: true, predictions: [] });
      expect(await lead.call(api.items.reveal, { params })).toMatchObject({ withheld: false });
      expect(await lead.changes(decisionId, 'intact')).toMatchObject({ standing: 'opinion' });
      expect((await lead.call(api.items.get, { params })).label).toBeNull();
    });

    it('is refused where the value is no answer, and harms nothing', async () => {
      const first = await answered('intact');
      expectProblem(await desk.triesToChange(first, 'dented'), 'invalid_input', ['value']);
      expect((await item()).decisions).toHaveLength(1);
    });

    it('of somebody else’s decision, or in another project, finds no such decision', async () => {
      const first = await answered('intact');
      const other = await deskOf(server, project);
      expectProblem(await other.triesToChange(first, 'scratched'), 'not_found');
      const elsewhere = await server.project();
      const request = {
        params: { project: elsewhere, id: first },
        body: { decisionId: randomUUID(), value: 'x' },
      };
      expectProblem(await desk.ask(change, request), 'not_found');
      expectProblem(await desk.triesToChange(randomUUID(), 'scratched'), 'not_found');
      expect((await item()).label).toMatchObject({ value: 'intact' });
    });

    it('is not for analysts, services or strangers', async () => {
      const first = await answered('intact');
      const request = {
        params: { project, id: first },
        body: { decisionId: randomUUID(), value: 'scratched' },
      };
      expectProblem(await (await server.person('analyst', project)).ask(change, request), 'forbidden');
      expectProblem(await service.ask(change, request), 'forbidden');
      expectProblem(await (await server.person(null)).ask(change, request), 'not_found');
      expectProblem(await server.anyone.ask(change, request), 'unauthenticated');
    });
  });
});
