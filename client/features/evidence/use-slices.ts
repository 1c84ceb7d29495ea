import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { evidenceContract } from '../../../server/features/evidence/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';

/** Each time the answers are looked through anew: not at every one that comes in. In ms. */
const staleTime = 60_000;

/** Agreement by the values of an input, or by rule; `by` null: what there is to slice by. */
export const useSlices = (model: string, by: string | null) => {
  const { slug: project } = useProject();
  return useQuery({
    queryKey: keys.slices(project, model, by),
    queryFn: ({ signal }) =>
      call(evidenceContract.slices, { params: { project }, query: { model, by: by ?? undefined }, signal }),
    staleTime,
    placeholderData: keepPreviousData,
  });
};
