import { api } from '../../../server/api.ts';
import { keepExport } from '../../support/frozen.ts';
import { aPrediction, submit, type TestServer } from '../../support/server.ts';
import type { Scene, Trace } from './gold.ts';

/** What concerns datasets and what is taken out of them, each done once, and the entry it must leave. */
export const datasetChanges = (server: () => TestServer) => {
  /** A snapshot that was exported, and an analyst of its project. */
  const frozen = async ({ slug }: Scene) => {
    const { db, now, projects } = server().app.services;
    const project = await projects.get(slug);
    if (!project) throw new Error(`there is no project ${slug}`);
    const { secret: _, ...ids } = await keepExport(db, project, now());
    return { ...ids, by: await server().person('analyst', slug) };
  };

  return {
    'item.erased': async ({ slug, lead }: Scene): Promise<Trace> => {
      const [receipt] = await submit(await server().service(slug), slug, [aPrediction()]);
      const params = { project: slug, key: receipt?.key ?? '' };
      await lead.call(api.items.erase, { params, body: { reason: 'asked by its owner' } });
      const after = { reason: 'asked by its owner', snapshots: [] };
      return { subject: params.key, before: null, after };
    },
    'snapshot.created': async ({ slug, lead }: Scene): Promise<Trace> => {
      const body = { name: 'Spring', query: {}, seal: true };
      const { id, query } = await lead.call(api.datasets.create, { params: { project: slug }, body });
      return { subject: 'Spring', before: null, after: { snapshot: id, query, seal: true } };
    },
    'snapshot.exported': async (scene: Scene): Promise<Trace> => {
      const { id, by } = await frozen(scene);
      const form = { format: 'csv', bare: false } as const;
      await by.call(api.datasets.export, { params: { project: scene.slug, id }, body: form });
      return { subject: 'whole', before: null, after: { snapshot: id, ...form }, by };
    },
    'snapshot.linked': async (scene: Scene): Promise<Trace> => {
      const { by, ...ids } = await frozen(scene);
      await by.call(api.datasets.link, {
        params: { project: scene.slug, id: ids.id, export: ids.export },
        body: { hours: 2 },
      });
      const after = { snapshot: ids.id, export: ids.export, hours: 2 };
      return { subject: 'whole', before: null, after, by };
    },
  };
};
