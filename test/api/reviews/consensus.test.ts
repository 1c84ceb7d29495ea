import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../../server/api.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import type { Policy } from '../../../server/domain/policy.ts';
import type { Json } from '../../../server/domain/words.ts';
import { deskOf, type Desk } from '../../support/desk.ts';
import { keptCounters, recount } from '../../support/recount.ts';
import { aPrediction, submit, type Caller, type TestServer } from '../../support/server.ts';
import { onBothServers, stoppedClock } from '../../support/servers.ts';

onBothServers((start) => {
  const clock = stoppedClock();
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ now: clock.now });
  });

  type Scene = { project: string; service: Caller; desks: Desk[] };
  const given = async (policy: Partial<Policy>, schema?: LabelSchema, value?: Json): Promise<Scene> => {
    const project = await server.project({ degree: 'human_only', ...policy }, schema && { schema });
    const service = await server.service(project);
    await submit(service, project, [aPrediction({ key: 'one', ...(value !== undefined && { value }) })]);
    const desks: Desk[] = [];
    for (let n = 0; n < 5; n += 1) desks.push(await deskOf(server, project));
    return { project, service, desks };
  };
  const item = ({ service, project }: Scene) =>
    service.call(api.items.get, { params: { project, key: 'one' } });
  /** The next of these inspectors claims the item and answers it; the decision's id. */
  const answers = async (scene: Scene, i: number, value: Json): Promise<string> => {
    clock.pass(1);
    const desk = scene.desks[i];
    if (!desk) throw new Error('there are five');
    return (await desk.decides(await desk.claimsOne(), value)).decisionId;
  };
  const states = async (scene: Scene) => (await item(scene)).reviews.map(({ state }) => state).toSorted();
  const expectTrueCounters = async ({ project }: Scene) => {
    const { db, projects } = server.app.services;
    const { id = '' } = (await projects.get(project)) ?? {};
    expect(await keptCounters(db, id)).toEqual(await recount(db, id));
  };

  describe('a consensus by the project’s rule', () => {
    it('of three of five is in force at the third, and the other two are spared', async () => {
      const scene = await given({ inspectors: 5, consensus: { atLeast: 3 } });
      for (const [i, value] of ['intact', 'scratched', 'intact'].entries()) await answers(scene, i, value);
      expect(await item(scene)).toMatchObject({ status: 'in_review', label: null });
      await answers(scene, 3, 'intact');
      expect(await item(scene)).toMatchObject({
        status: 'labelled',
        label: { value: 'intact', source: 'consensus' },
      });
      expect(await states(scene)).toEqual(['cancelled', 'done', 'done', 'done', 'done']);
      expect(await scene.desks[4]?.claims()).toEqual([]);
      await expectTrueCounters(scene);
    });

    it('that cannot be reached any more goes to a lead at once, and is asked for again where somebody comes round', async () => {
      const scene = await given({ inspectors: 3 });
      await answers(scene, 0, 'intact');
      const second = await answers(scene, 1, 'scratched');
      expect(await item(scene)).toMatchObject({ status: 'disputed', label: null });
      expect(await states(scene)).toEqual(['cancelled', 'done', 'done', 'open']);
      await expectTrueCounters(scene);

      clock.pass(1);
      await scene.desks[1]?.changes(second, 'intact');
      expect(await item(scene)).toMatchObject({ status: 'in_review', label: null });
      expect(await states(scene)).toEqual(['cancelled', 'cancelled', 'done', 'done', 'open']);
      await answers(scene, 2, 'intact');
      expect(await item(scene)).toMatchObject({ status: 'labelled', label: { source: 'consensus' } });
      await expectTrueCounters(scene);
    });

    it('keeps what is answered by whoever was at work on it already', async () => {
      const scene = await given({ inspectors: 3, consensus: 'majority' });
      const late = await scene.desks[2]?.claimsOne();
      await answers(scene, 0, 'intact');
      await answers(scene, 1, 'intact');
      expect(await item(scene)).toMatchObject({ status: 'labelled' });
      if (late) expect((await scene.desks[2]?.decides(late, 'scratched'))?.standing).toBe('standing');
      expect(await item(scene)).toMatchObject({ status: 'labelled', label: { value: 'intact' } });
      await expectTrueCounters(scene);
    });

    it('of numbers within the tolerance is their median; what lies apart has no part in it', async () => {
      const width: LabelSchema = { kind: 'number', min: 0, max: 100, step: null, unit: 'mm', tolerance: 1 };
      const scene = await given({ inspectors: 4, consensus: { atLeast: 3 } }, width, 10);
      for (const [i, value] of [10.9, 50, 10.1, 10.4].entries()) await answers(scene, i, value);
      expect(await item(scene)).toMatchObject({ label: { value: 10.4, source: 'consensus' } });
    });

    it('is by the policy that the item was routed by', async () => {
      const scene = await given({ inspectors: 3, consensus: 'majority' });
      const lead = await server.person('lead', scene.project);
      const params = { project: scene.project };
      const { policy, revision } = await lead.call(api.policy.current, { params });
      await lead.call(api.policy.save, {
        params,
        body: { basedOn: revision, policy: { ...policy, inspectors: 1, consensus: 'unanimous' }, note: '' },
      });
      await answers(scene, 0, 'intact');
      await answers(scene, 1, 'scratched');
      expect(await item(scene), 'a third may still settle it').toMatchObject({ status: 'in_review' });
      await answers(scene, 2, 'scratched');
      expect(await item(scene)).toMatchObject({ label: { value: 'scratched', source: 'consensus' } });
    });
  });
});
