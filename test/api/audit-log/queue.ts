import { api } from '../../../server/api.ts';
import { deskOf } from '../../support/desk.ts';
import { aPrediction, submit, type TestServer } from '../../support/server.ts';
import type { Scene, Trace } from './gold.ts';

/** What concerns who gets what, each done once, and the entry it must leave. */
export const queueChanges = (server: () => TestServer) => {
  const saves = ({ slug, lead }: Scene, title: string, members: string[] = []) =>
    lead.call(api.groups.save, { params: { project: slug, name: 'chinese' }, body: { title, members } });
  const held = async ({ slug }: Scene) => {
    const [receipt] = await submit(await server().service(slug), slug, [aPrediction()]);
    const desk = await deskOf(server(), slug);
    return { key: receipt?.key ?? '', review: await desk.claimsOne(), desk };
  };
  return {
    'group.saved': async (scene: Scene): Promise<Trace> => {
      const ada = await server().person('inspector', scene.slug, 'Ada');
      await saves(scene, 'Chinese');
      await saves(scene, 'Reads Chinese', [ada.id]);
      return {
        subject: 'chinese',
        before: { title: 'Chinese', members: [] },
        after: { title: 'Reads Chinese', members: ['Ada'] },
      };
    },
    'group.removed': async (scene: Scene): Promise<Trace> => {
      await saves(scene, 'Chinese');
      await scene.lead.call(api.groups.remove, { params: { project: scene.slug, name: 'chinese' } });
      return { subject: 'chinese', before: { title: 'Chinese', members: [] }, after: null };
    },
    'review.assigned': async (scene: Scene): Promise<Trace> => {
      const { key, review, desk } = await held(scene);
      const ada = await server().person('inspector', scene.slug, 'Ada');
      await scene.lead.call(api.queue.assign, {
        params: { project: scene.slug },
        body: {
          which: { reviews: [review.id] },
          to: { kind: 'person', id: ada.id },
          takeBack: true,
          reason: 'she knows these',
        },
      });
      return {
        subject: key,
        before: { holders: [desk.name] },
        after: { person: 'Ada', reason: 'she knows these', items: [key] },
      };
    },
    'review.released': async (scene: Scene): Promise<Trace> => {
      const { key, review, desk } = await held(scene);
      await scene.lead.call(api.queue.assign, {
        params: { project: scene.slug },
        body: {
          which: { reviews: [review.id] },
          to: { kind: 'anyone' },
          takeBack: true,
          reason: 'gone home',
        },
      });
      return {
        subject: key,
        before: { holders: [desk.name] },
        after: { reason: 'gone home', items: [key] },
      };
    },
    'item.requeued': async (scene: Scene): Promise<Trace> => {
      const { key, review, desk } = await held(scene);
      await desk.decides(review, 'intact');
      await scene.lead.call(api.queue.requeue, {
        params: { project: scene.slug },
        body: { keys: [key], reason: 'the light was bad' },
      });
      return { subject: key, before: null, after: { reason: 'the light was bad', items: [key] } };
    },
  };
};
