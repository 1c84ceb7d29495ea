import { addressOf } from '../../../client/api/call.ts';
import { api } from '../../../server/api.ts';
import type { Scene } from './gold.ts';

const bring = async ({ slug, lead }: Scene): Promise<string> => {
  const address = addressOf(api.imports.upload, { project: slug }, { format: 'jsonl', name: 'phones.jsonl' });
  const response = await lead.fetch(address, { method: 'POST', body: '{"key":"a","text":"A phone"}' });
  return ((await response.json()) as { id: string }).id; // what an upload answers
};

/** What concerns imports, each made once, and the entry it must leave. */
export const importChanges = {
  'import.started': async (scene: Scene) => {
    const id = await bring(scene);
    await scene.lead.call(api.imports.start, { params: { project: scene.slug, id } });
    const after = { import: id, format: 'jsonl', bytes: 28, labelsAs: 'none' };
    return { subject: 'phones.jsonl', before: null, after };
  },
  'import.cancelled': async (scene: Scene) => {
    const id = await bring(scene);
    await scene.lead.call(api.imports.cancel, { params: { project: scene.slug, id } });
    return {
      subject: 'phones.jsonl',
      before: { import: id, state: 'uploaded', rows: 0 },
      after: { import: id, state: 'cancelled', rows: 0 },
    };
  },
};
