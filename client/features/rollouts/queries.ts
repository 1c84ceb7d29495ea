import { queryOptions, useQuery } from '@tanstack/react-query';
import { rolloutsContract } from '../../../server/features/rollouts/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';

/** How often a rollout under way is looked at, in milliseconds: labels come in all the time. */
const lookEvery = 15_000;

/** Who decides, and the latest rollouts. */
export const useRollouts = () => {
  const { slug: project } = useProject();
  return useQuery({
    queryKey: keys.rollouts(project),
    queryFn: ({ signal }) => call(rolloutsContract.list, { params: { project }, signal }),
  });
};

/** One rollout with all that happened in it. */
export const rolloutQuery = (project: string, rollout: string) =>
  queryOptions({
    queryKey: keys.rollout(project, rollout),
    queryFn: ({ signal }) => call(rolloutsContract.get, { params: { project, rollout }, signal }),
    refetchInterval: lookEvery,
  });
