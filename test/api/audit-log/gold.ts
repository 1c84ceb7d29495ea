import { api } from '../../../server/api.ts';
import { firstPolicy } from '../../../server/domain/policy.ts';
import type { Json } from '../../../server/domain/words.ts';
import { deskOf } from '../../support/desk.ts';
import { aPrediction, submit, type PersonCaller, type TestServer } from '../../support/server.ts';

export type Scene = { slug: string; lead: PersonCaller };
/** What a change leaves in the log: on whom or what, as it was and as it is, and who did it unless it was the lead. */
export type Trace = {
  subject: string;
  before: Json;
  after: Json;
  by?: { kind?: string; id: string | null; name: string };
  server?: true;
};

/** What concerns gold items, each made once, and the entry it must leave. */
export const goldChanges = (server: () => TestServer) => {
  const savePolicy = ({ slug, lead }: Scene, basedOn: number, degree: 'full' | 'human_only') =>
    lead.call(api.policy.save, {
      params: { project: slug },
      body: { basedOn, policy: { ...firstPolicy, degree, auditShare: 0 }, note: 'Nobody is to judge them' },
    });
  const submits = async ({ slug }: Scene, records: ReturnType<typeof aPrediction>[]) =>
    submit(await server().service(slug), slug, records);

  /** Marks items as gold that were accepted automatically; their keys. */
  const mark = async (scene: Scene, n: number): Promise<string[]> => {
    await savePolicy(scene, 2, 'full');
    const receipts = await submits(
      scene,
      Array.from({ length: n }, () => aPrediction()),
    );
    const keys = receipts.map(({ key }) => key);
    const items = keys.map((key) => ({ key, value: 'intact' }));
    await scene.lead.call(api.gold.mark, { params: { project: scene.slug }, body: { items } });
    return keys;
  };

  /** Somebody who was paused for what they answered to gold items. */
  const pausesOne = async (scene: Scene) => {
    await mark(scene, 5);
    await savePolicy(scene, 3, 'human_only');
    const body = { goldShare: 0.2, goldPauseBelow: 1, goldPauseAfter: 5 };
    await scene.lead.call(api.projects.update, { params: { project: scene.slug }, body });
    const waiting = Array.from({ length: 60 }, (_, i) => aPrediction({ key: `waiting-${i}` }));
    await submits(scene, waiting);
    const desk = await deskOf(server(), scene.slug);
    for (;;) {
      const { reviews, availability } = await desk.asksForReviews(10);
      if (availability?.paused) return desk;
      for (const review of reviews) await desk.decides(review, 'scratched');
    }
  };

  return {
    'gold.marked': async (scene: Scene): Promise<Trace> => {
      const [key = ''] = await mark(scene, 1);
      return { subject: key, before: null, after: { value: 'intact' } };
    },
    'gold.unmarked': async (scene: Scene): Promise<Trace> => {
      const [key = ''] = await mark(scene, 1);
      await scene.lead.call(api.gold.unmark, { params: { project: scene.slug, key } });
      return { subject: key, before: { value: 'intact' }, after: null };
    },
    'inspector.paused': async (scene: Scene): Promise<Trace> => {
      const { name } = await pausesOne(scene);
      const after = { right: 0, answers: 5, below: 1, after: 5 };
      const by = { kind: 'system', id: null, name: 'Countersign' };
      return { subject: name, before: null, after, by };
    },
    'inspector.resumed': async (scene: Scene): Promise<Trace> => {
      const { id, name } = await pausesOne(scene);
      await scene.lead.call(api.gold.resume, { params: { project: scene.slug, user: id } });
      return { subject: name, before: null, after: null };
    },
  };
};
