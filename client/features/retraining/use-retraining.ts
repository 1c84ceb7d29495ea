import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { retrainingContract } from '../../../server/features/retraining/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';

/** When trainings are asked for, and how far each trigger is; the socket tells where a training comes further. */
export const useRetraining = () => {
  const { slug: project } = useProject();
  return useQuery({
    queryKey: keys.retrainingStanding(project),
    queryFn: ({ signal }) => call(retrainingContract.get, { params: { project }, signal }),
  });
};

/** A project's trainings, latest first, page by page. */
export const useCycles = () => {
  const { slug: project } = useProject();
  return useInfiniteQuery({
    queryKey: keys.retrainingCycles(project),
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return call(retrainingContract.cycles, { params: { project }, query, signal });
    },
    initialPageParam: null as string | null, // null: the first page
    getNextPageParam: (page) => page.nextCursor,
  });
};
