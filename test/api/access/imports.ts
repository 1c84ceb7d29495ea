import type { Place } from './place.ts';

const managers = ['lead', 'admin', 'key'] as const;

const one = async (place: Place) => ({
  params: { project: place.slug, id: await place.broughtFile('uploaded') },
});
const ended = async (place: Place) => ({
  params: { project: place.slug, id: await place.broughtFile('done') },
});

/** Who may do what about imports. */
export const importEntries = {
  'imports.list': { may: managers, request: (place: Place) => ({ params: { project: place.slug } }) },
  'imports.upload': {
    may: managers,
    request: (place: Place) => ({
      params: { project: place.slug },
      query: { format: 'jsonl', name: 'phones.jsonl' },
      file: '{"key":"a","text":"A phone"}',
    }),
  },
  'imports.get': { may: managers, request: one },
  'imports.change': {
    may: managers,
    request: async (place: Place) => ({ ...(await one(place)), body: { labelsAs: 'none' } }),
  },
  // Its rows would come in after the reply, and show as a change in what the next test looks at.
  'imports.start': { may: managers, request: ended },
  'imports.cancel': { may: managers, request: one },
  'imports.faults': { may: managers, request: ended },
  'imports.faultsFile': { may: managers, request: ended },
};
