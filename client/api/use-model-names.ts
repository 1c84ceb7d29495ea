import { useQuery } from '@tanstack/react-query';
import { modelsContract } from '../../server/features/models/contract.ts';
import { call } from './call.ts';
import { keys, useMay, useProject } from './queries.ts';

/** Names of the model versions to choose from; empty where they cannot be read. */
export const useModelNames = (): string[] => {
  const { slug: project } = useProject();
  const models = useQuery({
    queryKey: keys.models(project),
    queryFn: ({ signal }) => call(modelsContract.list, { params: { project }, signal }),
    enabled: useMay('models.read'),
    select: (reply) => reply.models.map((model) => model.model),
  });
  return models.data ?? [];
};
