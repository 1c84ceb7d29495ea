import { openQuestions } from '../../../db/queries/comments.ts';
import type { Handlers, Services } from '../../http/handler.ts';
import { may } from '../../http/principal.ts';
import { answer } from './answer.ts';
import type { commentsContract } from './contract.ts';
import { itemOf } from './item-of.ts';
import { readThreads } from './threads.ts';
import { write } from './write.ts';

/** Questions that are listed at most. */
const mostQuestions = 200;

/** What inspectors and leads say of items. */
export const commentsHandlers = (services: Services): Handlers<typeof commentsContract> => ({
  list: ({ project, principal, params }) =>
    services.db.read(async (q) => {
      const itemId = await itemOf(q, project.id, params.key);
      return readThreads(q, itemId, principal.id, may(principal, 'reviews.lead', project.id));
    }),

  write: write(services),

  questions: async ({ project, principal }) => {
    const rows = await services.db.read((q) => openQuestions(q, project.id, principal.id, mostQuestions));
    return {
      questions: rows.map(({ id, key, inspectorId, inspector, text, createdAt }) => ({
        id,
        key,
        inspector: { id: inspectorId, name: inspector },
        text,
        at: new Date(createdAt).toISOString(),
      })),
    };
  },

  answer: answer(services),
});
