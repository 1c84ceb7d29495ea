import type { Place } from './place.ts';

const leads = ['lead', 'admin'] as const;
const inProject = (place: Place) => ({ params: { project: place.slug } });

/** Who may say who gets what, and see who holds it. */
export const queueEntries = {
  'groups.list': { may: ['analyst', ...leads], request: inProject },
  'groups.save': {
    may: leads,
    request: (place: Place) => ({
      params: { project: place.slug, name: 'chinese' },
      body: { title: 'Chinese', members: [] },
    }),
    mayNameForeign: leads, // each project has names of its own
  },
  'groups.remove': {
    may: leads,
    request: async (place: Place) => ({ params: { project: place.slug, name: await place.group() } }),
  },
  'queue.get': { may: leads, request: inProject },
  'queue.assign': {
    may: leads,
    request: async (place: Place) => ({
      ...inProject(place),
      body: {
        which: { keys: [await place.item()] },
        to: { kind: 'person', id: await place.member() },
        reason: 'she knows these',
      },
    }),
  },
  'queue.requeue': {
    may: leads,
    request: async (place: Place) => ({
      ...inProject(place),
      body: { keys: [await place.item()], reason: 'a doubt' },
    }),
  },
} as const;
