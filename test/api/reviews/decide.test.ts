import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import { deskOf } from '../../support/desk.ts';
import { expectProblem } from '../../support/problems.ts';
import { aPrediction, scratchClasses, submit, type Caller, type TestServer } from '../../support/server.ts';
import { classesOf } from '../../../server/domain/label-schema.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

const { decide } = api.reviews;

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  const given = async (...records: Record<string, unknown>[]) => {
    const project = await server.project({ degree: 'assistance', blindShare: 0 });
    const service = await server.service(project);
    await submit(service, project, records.map(aPrediction));
    return { project, service };
  };
  const itemOf = (service: Caller, project: string, key: string) =>
    service.call(api.items.get, { params: { project, key } });

  describe('a decision', () => {
    it('puts the label in force and keeps who answered what, seeing what, in how long', async () => {
      const { project, service } = await given({ key: 'a', value: 'scratched' });
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      const decisionId = randomUUID();
      const more = { decisionId, timeSpentMs: 1234, suggestionShown: true };
      expect(await desk.decides(review, 'intact', more)).toEqual({
        decisionId,
        standing: 'standing',
        repeated: false,
        reviews: [],
        availability: null,
      });
      const item = await itemOf(service, project, 'a');
      expect(item).toMatchObject({ status: 'labelled', label: { value: 'intact', source: 'human' } });
      expect(item.reviews).toMatchObject([{ id: review.id, state: 'done', holder: null, schemaRevision: 1 }]);
      expect(item.decisions).toEqual([
        {
          id: decisionId,
          reviewId: review.id,
          inspector: desk.name,
          kind: 'answer',
          value: 'intact',
          standing: 'standing',
          revises: null,
          revision: null,
          reason: null,
          note: null,
          timeSpentMs: 1234,
          arm: 'assisted',
          cells: null,
          suggestionShown: true,
          schemaRevision: 1,
          createdAt: new Date(clock.now()).toISOString(),
        },
      ]);
    });

    it('brings the next review in the same answer, and the reason where there is none', async () => {
      const { project } = await given({ key: 'a' }, { key: 'b' });
      const desk = await deskOf(server, project);
      const first = await desk.decides(await desk.claimsOne(), 'intact', { claim: 1 });
      expect(first.reviews.map((r) => r.key)).toEqual(['b']);
      const [next] = first.reviews;
      if (!next) throw new Error('the next review came with the answer');
      expect(await desk.decides(next, 'intact', { claim: 1 })).toMatchObject({
        reviews: [],
        availability: { claimable: 0, excluded: 0, heldByOthers: 0, forLeads: 0 },
      });
    });

    it('of a blind review never counts as made with the suggestion in sight, whatever the browser says', async () => {
      const project = await server.project({ degree: 'shadow' });
      const service = await server.service(project);
      await submit(service, project, [aPrediction({ key: 'a' })]);
      const desk = await deskOf(server, project);
      await desk.decides(await desk.claimsOne(), 'intact', { suggestionShown: true });
      expect((await itemOf(service, project, 'a')).decisions).toMatchObject([
        { arm: 'blind', suggestionShown: false },
      ]);
    });

    it('after the lease ran out stands, where nobody else has claimed the review since', async () => {
      const { project } = await given({});
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      clock.pass(120_001);
      expect(await desk.decides(review, 'intact')).toMatchObject({ standing: 'standing' });
    });

    it('of a review that was given back stands, where nobody else has claimed it since', async () => {
      const { project } = await given({});
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      await desk.releases(review);
      expect(await desk.decides(review, 'intact')).toMatchObject({ standing: 'standing' });
    });

    it('is refused where it is no answer, by the path of the field', async () => {
      const { project } = await given({});
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      for (const value of ['dented', null, 7, { value: 'intact' }, 'intact\u0000'])
        expectProblem(await desk.triesToDecide(review, value), 'invalid_input', ['value']);
      const body = { token: review.token, value: 'intact', suggestionShown: true };
      const params = { project, id: review.id };
      const noUuid = await desk.ask(decide, { params, body: { ...body, decisionId: 'one' } });
      expectProblem(noUuid, 'invalid_input', ['decisionId']);
      expect(await desk.latest()).toEqual([]);
      expect(await desk.decides(review, 'intact'), 'nothing was harmed').toMatchObject({
        standing: 'standing',
      });
    });

    it('on a review one has answered is refused: an answer is changed, not given twice', async () => {
      const { project } = await given({});
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      await desk.decides(review, 'intact');
      expectProblem(await desk.triesToDecide(review, 'scratched'), 'review_closed');
    });

    it('on a review that the project does not have is refused', async () => {
      const [here, elsewhere] = [await given({}), await given({})];
      const review = await (await deskOf(server, elsewhere.project)).claimsOne();
      const desk = await deskOf(server, here.project);
      expectProblem(await desk.triesToDecide(review, 'intact'), 'not_found');
      expectProblem(await desk.triesToDecide({ id: randomUUID(), token: 1 }, 'intact'), 'not_found');
    });

    it('is not for analysts, services or strangers', async () => {
      const { project, service } = await given({});
      const review = await (await deskOf(server, project)).claimsOne();
      const request = {
        params: { project, id: review.id },
        body: { decisionId: randomUUID(), token: review.token, value: 'intact', suggestionShown: false },
      };
      expectProblem(await (await server.person('analyst', project)).ask(decide, request), 'forbidden');
      expectProblem(await service.ask(decide, request), 'forbidden');
      expectProblem(await (await server.person(null)).ask(decide, request), 'not_found');
      expectProblem(await server.anyone.ask(decide, request), 'unauthenticated');
    });
  });

  describe('the label schema of a review', () => {
    const dented = { name: 'dented', title: 'Dented', color: '#1c7ed6', key: 'd', retired: false };
    const revise = async (project: string, basedOn: number, classes: typeof scratchClasses) => {
      const lead = await server.person('lead', project);
      const schema = { kind: 'choice' as const, classes };
      await lead.call(api.projects.reviseSchema, { params: { project }, body: { basedOn, schema } });
    };

    it('is the one it was opened with: a later class is refused, a class retired since still counts', async () => {
      const { project, service } = await given({ key: 'a' }, { key: 'b' });
      const desk = await deskOf(server, project);
      const before = await desk.claimsOne();
      const [scratched, intact] = scratchClasses;
      if (!scratched || !intact) throw new Error('two classes');
      await revise(project, 1, [scratched, { ...intact, retired: true }, dented]);

      const refused = await desk.triesToDecide(before, 'dented');
      expectProblem(refused, 'invalid_input', ['value']);
      await desk.releases(before);
      const other = await deskOf(server, project);
      const again = await other.claimsOne();
      expect(again, 'a second claim keeps it').toMatchObject({ id: before.id, schemaRevision: 1 });
      expect(classesOf(again.schema).map((c) => c.retired)).toEqual([false, false]);
      await other.decides(again, 'intact');
      const item = await itemOf(service, project, 'a');
      expect(item.labels).toMatchObject([{ value: 'intact', schemaRevision: 1 }]);
      expect(item.decisions).toMatchObject([{ schemaRevision: 1 }]);
    });

    it('opened after a class was retired refuses that class', async () => {
      const { project, service } = await given({ key: 'a' });
      const [scratched, intact] = scratchClasses;
      if (!scratched || !intact) throw new Error('two classes');
      await revise(project, 1, [scratched, { ...intact, retired: true }, dented]);
      const desk = await deskOf(server, project);
      const review = await desk.claimsOne();
      expect(review.schemaRevision).toBe(2);
      const { errors } = expectProblem(await desk.triesToDecide(review, 'intact'), 'invalid_input', [
        'value',
      ]);
      expect(errors?.[0]?.message).toContain('retired');
      await desk.decides(review, 'dented');
      expect((await itemOf(service, project, 'a')).labels).toMatchObject([
        { value: 'dented', schemaRevision: 2 },
      ]);
    });
  });
});
