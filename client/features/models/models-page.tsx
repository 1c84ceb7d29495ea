import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack } from '@mantine/core';
import { IconCube, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { modelsContract } from '../../../server/features/models/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { EndpointModal } from './endpoint-modal.tsx';
import type { ModelVersionReply } from '../../../server/features/models/contract.ts';
import { ModelCard } from './model-card.tsx';
import { ModelForm } from './model-form.tsx';
import { RetireModal } from './retire-modal.tsx';

/** Which versions sent predictions, how much of their work stood alone, and how often people agreed with them. */
export const ModelsPage = () => (
  <Permitted title={t`Models`} needs="models.read">
    <Models />
  </Permitted>
);

const Models = () => {
  const { slug: project } = useProject();
  const mayManage = useMay('project.manage');
  const mayRetire = useMay('policy.write');
  const models = useQuery({
    queryKey: keys.models(project),
    queryFn: ({ signal }) => call(modelsContract.list, { params: { project }, signal }),
  });
  // 'new': one is being registered; a version: it is being described.
  const [asked, setAsked] = useState<string | null>(null);
  const [retiring, setRetiring] = useState<ModelVersionReply | null>(null);
  const [editing, setEditing] = useState<'new' | ModelVersionReply | null>(null);
  const register = mayManage && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
      <Trans>Register a version</Trans>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t`Models`}
        description={t`Model versions, latest first. A version is registered by its first prediction, or ahead of it.`}
        actions={register}
      />
      {models.isPending && <Loading label={t`Loading models`} />}
      {models.isError && (
        <ErrorPanel
          error={models.error}
          title={t`The models cannot be shown`}
          onRetry={() => void models.refetch()}
        />
      )}
      {models.data?.models.length === 0 && (
        <EmptyState icon={<IconCube size={28} />} title={t`No model version yet`}>
          <Trans>
            Every prediction names the version that made it, such as <code>digits@2.1</code>. The version
            appears here with its first prediction, or when you register it.
          </Trans>
        </EmptyState>
      )}
      <Stack gap="md">
        {models.data?.models.map((model) => (
          <ModelCard
            key={model.model}
            model={model}
            onDescribe={mayManage ? () => setEditing(model) : null}
            onEndpoint={mayRetire ? () => setAsked(model.model) : null}
            onRetire={mayRetire ? () => setRetiring(model) : null}
          />
        ))}
      </Stack>
      <ModelForm editing={editing} onClose={() => setEditing(null)} />
      <EndpointModal model={asked} onClose={() => setAsked(null)} />
      <RetireModal model={retiring} onClose={() => setRetiring(null)} />
    </>
  );
};
