import { t } from '@lingui/core/macro';
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { modelsContract } from '../../../server/features/models/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { EndpointForm } from './endpoint-form.tsx';

/** Where a model version is asked, how that goes, and a try; null: closed. */
export const EndpointModal = ({ model, onClose }: { model: string | null; onClose: () => void }) => (
  <Modal opened={model !== null} onClose={onClose} title={t`Endpoint of ${model ?? ''}`} size="lg">
    {model !== null && <Endpoint key={model} model={model} onClose={onClose} />}
  </Modal>
);

const Endpoint = ({ model, onClose }: { model: string; onClose: () => void }) => {
  const { slug: project } = useProject();
  const found = useQuery({
    queryKey: [...keys.models(project), model, 'endpoint'],
    queryFn: ({ signal }) => call(modelsContract.endpoint, { params: { project, model }, signal }),
  });
  if (found.isPending) return <Loading label={t`Loading the endpoint`} />;
  if (found.isError) return <ErrorPanel error={found.error} title={t`The endpoint cannot be shown`} />;
  const { endpoint } = found.data;
  return (
    <EndpointForm key={endpoint?.changedAt ?? 'none'} model={model} endpoint={endpoint} onClose={onClose} />
  );
};
