import { sessionsContract, type Me } from '../../server/features/sessions/contract.ts';
import { call } from './call.ts';
import { keys } from './queries.ts';
import { queryClient } from './query-client.ts';
import { socket } from './socket.ts';

/** Makes this page that of a person: nothing another person saw stays in the cache, and the socket carries their cookie. */
export const enterAs = (me: Me | null): void => {
  socket.disconnect();
  // The link that was just used stays described: asked about again, it would be called spent.
  const kept: readonly unknown[] = [keys.me[0], keys.links[0]];
  queryClient.removeQueries({ predicate: (query) => !kept.includes(query.queryKey[0]) });
  queryClient.setQueryData(keys.left, me === null);
  queryClient.setQueryData(keys.me, me);
};

/** Goes on as the same person after their session had ended: all that this page knows stays, and the socket comes back. */
export const goOnAs = (me: Me): void => {
  queryClient.setQueryData(keys.me, me);
  socket.disconnect().connect();
};

/** Ends the session in this browser, or on every device. */
export const signOut = async (where: 'here' | 'everywhere'): Promise<void> => {
  await call(sessionsContract.signOut, { query: { everywhere: where === 'everywhere' ? 'true' : 'false' } });
  enterAs(null);
};
