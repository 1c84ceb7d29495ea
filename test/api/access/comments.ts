import { randomUUID } from 'node:crypto';
import type { Place, Visitor } from './place.ts';

const leads = ['lead', 'admin'] as const;
const workers = ['inspector', ...leads] as const;

const said = () => ({ id: randomUUID(), text: 'what is this?' });

/** Who may say and read what of items. */
export const commentEntries = {
  'reviews.ask': {
    may: workers,
    request: async (place: Place, caller: Visitor) => {
      const { id, token } = await place.held(caller);
      const body = { decisionId: randomUUID(), token, text: 'what is this?' };
      return { params: { project: place.slug, id }, body };
    },
  },
  'comments.list': {
    may: workers,
    request: async (place: Place) => ({ params: { project: place.slug, key: await place.item() } }),
  },
  'comments.write': {
    may: workers,
    request: async (place: Place) => ({
      params: { project: place.slug, key: await place.item() },
      body: said(),
    }),
  },
  'comments.questions': {
    may: leads,
    request: (place: Place) => ({ params: { project: place.slug } }),
  },
  'comments.answer': {
    may: leads,
    request: async (place: Place, caller: Visitor) => ({
      params: { project: place.slug, id: await place.question(caller) },
      body: said(),
    }),
  },
};
