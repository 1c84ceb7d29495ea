import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { CallError } from './call.ts';
import { keys } from './queries.ts';

/** Failures that a moment may mend; all others would fail again. */
const passing: ReadonlySet<CallError['code']> = new Set([
  'offline',
  'unavailable',
  'storage_full',
  'shutting_down',
]);

/** Any answer "sign in first" empties `me`, upon which the shell leads to the sign-in page and back. */
const onError = (error: unknown): void => {
  if (error instanceof CallError && error.code === 'unauthenticated') queryClient.setQueryData(keys.me, null);
};

/** The cache of everything the server said. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A server on this machine or in this house can be reached while the browser thinks it is offline.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => error instanceof CallError && passing.has(error.code) && failures < 2,
    },
    mutations: { networkMode: 'always' },
  },
});
