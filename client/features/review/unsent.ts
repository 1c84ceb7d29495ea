import { browserStorage, projectsWithUnsent } from './desk/outbox-storage.ts';
import { sessionOf } from './desk/session.ts';

/** Sends what this person decided on an earlier visit and could not send; for the start of the program. */
export const sendUnsent = (user: string): void => {
  const storage = browserStorage();
  if (storage === null) return;
  for (const project of projectsWithUnsent(user, storage)) sessionOf(user, project);
};
