import type { Place } from './place.ts';

const readers = ['analyst', 'lead', 'admin', 'key'] as const;
/** Nobody who may judge is told rows. */
const tellable = ['analyst', 'key'] as const;

const ofSnapshot = async (place: Place) => ({ params: { project: place.slug, id: await place.snapshot() } });
const ofExport = async (place: Place) => ({ params: { project: place.slug, ...(await place.written()) } });

/** Who may do what about frozen datasets. */
export const datasetEntries = {
  'datasets.create': {
    may: readers,
    request: async (place: Place) => {
      await place.snapshot();
      return { params: { project: place.slug }, body: { name: 'frozen' } };
    },
  },
  'datasets.list': {
    may: readers,
    request: async (place: Place) => {
      await place.snapshot();
      return { params: { project: place.slug } };
    },
  },
  'datasets.get': { may: readers, request: ofSnapshot },
  'datasets.cancel': { may: readers, request: ofSnapshot },
  'datasets.rows': { may: tellable, request: ofSnapshot },
  'datasets.data': { may: tellable, request: ofSnapshot },
  'datasets.difference': {
    may: tellable,
    request: async (place: Place) => ({
      ...(await ofSnapshot(place)),
      query: { from: await place.snapshot() },
    }),
  },
  'datasets.export': {
    may: tellable,
    // It is there: nothing is written after the reply.
    request: async (place: Place) => {
      const { id } = await place.written();
      return { params: { project: place.slug, id }, body: { format: 'jsonl' } };
    },
  },
  'datasets.withdrawn': { may: readers, request: (place: Place) => ({ params: { project: place.slug } }) },
  'items.erase': {
    may: ['lead', 'admin'] as const,
    request: async (place: Place) => ({
      params: { project: place.slug, key: await place.item() },
      body: { reason: 'asked by its owner' },
    }),
  },
  'datasets.exports': { may: readers, request: ofSnapshot },
  'datasets.exported': { may: readers, request: ofExport },
  'datasets.cancelExport': { may: tellable, request: ofExport },
  'datasets.file': { may: tellable, request: ofExport },
  'datasets.link': {
    may: tellable,
    request: async (place: Place) => ({ ...(await ofExport(place)), body: {} }),
  },
  'datasets.linked': {
    may: 'anyone' as const,
    request: async (place: Place) => ({ params: { secret: (await place.written()).secret } }),
  },
};
