import type { Place } from './place.ts';

const leads = ['lead', 'admin'] as const;
const markers = [...leads, 'key'] as const;

/** Who may do what about gold items. */
export const goldEntries = {
  'gold.list': { may: markers, request: (place: Place) => ({ params: { project: place.slug } }) },
  'gold.mark': {
    may: markers,
    request: async (place: Place) => ({
      params: { project: place.slug },
      body: { items: [{ key: await place.item(), value: 'intact' }] },
    }),
  },
  'gold.unmark': {
    may: markers,
    request: async (place: Place) => ({ params: { project: place.slug, key: await place.gold() } }),
  },
  'gold.resume': {
    may: leads,
    request: async (place: Place) => ({ params: { project: place.slug, user: await place.paused() } }),
  },
};
