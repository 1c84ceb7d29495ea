import { commentsOn, isWithheldFrom, questionsWaitingOn } from '../../../db/queries/comments.ts';
import type { Queryable } from '../../../db/database.ts';
import { namesOf } from '../../../db/queries/reliability.ts';
import type { Thread } from './contract.ts';

/**
 * What was said of an item, by thread, as a reader is told of it. An inspector reads the thread of their own alone: what
 * others ask tells how they judge. So does a lead who may yet judge the item blind.
 */
export const readThreads = async (
  q: Queryable,
  itemId: string,
  readerId: string,
  isLead: boolean,
): Promise<{ threads: Thread[]; withheld: boolean }> => {
  const said = await commentsOn(q, itemId);
  const waiting = await questionsWaitingOn(q, itemId);
  // The blind rule is looked at last: an answer that came in between is then either not among these, or seen by it.
  const withheld = isLead && (await isWithheldFrom(q, itemId, readerId));
  const readsAll = isLead && !withheld;
  const inspectors = new Set(said.map(({ inspectorId }) => inspectorId));
  const read = [...inspectors].filter((id) => readsAll || id === readerId);
  const names = await namesOf(q, read);
  return {
    threads: read.map((id) => {
      const lines = said.filter(({ inspectorId }) => inspectorId === id);
      return {
        inspector: { id, name: names.get(id) ?? '' },
        lines: lines.map(({ id: line, author, kind, text, createdAt }) => ({
          id: line,
          author,
          kind,
          text,
          at: new Date(createdAt).toISOString(),
        })),
        waiting: lines.find((line) => waiting.has(line.id))?.id ?? null,
      };
    }),
    withheld: withheld && [...inspectors].some((id) => id !== readerId),
  };
};
