import { browserStorage, projectsInJournal } from './desk/journal.ts';
import { sessionOf } from './desk/session.ts';
import { projectsOnShelf } from './desk/shelf.ts';

/** Sends what this person decided on an earlier visit and could not send; for the start of the program. */
export const sendUnsent = async (user: string): Promise<void> => {
  const storage = browserStorage();
  const journaled = storage === null ? [] : projectsInJournal(user, storage);
  const shelved = await projectsOnShelf(user).catch(() => []);
  for (const project of new Set([...journaled, ...shelved])) sessionOf(user, project);
};
