import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Select } from '@mantine/core';
import { IconCube, IconZoomQuestion } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { evidenceContract } from '../../../server/features/evidence/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { EvidenceBody } from './evidence-body.tsx';

/** What people's answers say about a model version, with how sure that is. */
export const EvidencePage = () => (
  <Permitted title={t`Evidence`} needs="evidence.read">
    <EvidenceOfVersion />
  </Permitted>
);

const useEvidence = (project: string, model: string | undefined) =>
  useQuery({
    queryKey: keys.evidence(project, model),
    queryFn: ({ signal }) =>
      call(evidenceContract.get, { params: { project }, query: { model: model || undefined }, signal }),
    placeholderData: keepPreviousData,
  });

const EvidenceOfVersion = () => {
  const { slug } = useProject();
  const { model } = useSearch({ from: '/signed-in/projects/$project/evidence' });
  const navigate = useNavigate();
  const evidence = useEvidence(slug, model);
  // While another version is on its way, the figures of the last one would stand under the wrong name.
  const data = evidence.isPlaceholderData ? undefined : evidence.data;
  const models = evidence.data?.models ?? [];
  return (
    <>
      <PageHeader
        title={t`Evidence`}
        description={t`What people’s answers say about a model version: how far it can be trusted, and how sure that is. All intervals are 95 % intervals.`}
        actions={
          models.length > 0 && (
            <Select
              label={t`Model version`}
              w={260}
              maw="100%"
              data={models}
              value={model ?? evidence.data?.model ?? null}
              allowDeselect={false}
              searchable={models.length > 8}
              onChange={(chosen) => {
                if (chosen !== null)
                  void navigate({ ...paths.evidence(slug, { model: chosen }), replace: true });
              }}
            />
          )
        }
      />
      {data !== undefined &&
        (data.model === null ? <NoModel /> : <EvidenceBody evidence={data} model={data.model} />)}
      {data === undefined && !evidence.isError && <Loading label={t`Loading the evidence`} />}
      {data === undefined && evidence.isError && (
        <Failure error={evidence.error} model={model} onRetry={() => void evidence.refetch()} />
      )}
    </>
  );
};

const NoModel = () => (
  <EmptyState icon={<IconCube size={28} />} title={t`No model version yet`}>
    <Trans>
      Evidence begins with predictions: a model service submits them with an API key, people answer some of
      the same items, and this page compares the two.
    </Trans>
  </EmptyState>
);

type FailureProps = { error: unknown; model: string | undefined; onRetry: () => void };

const Failure = ({ error, model, onRetry }: FailureProps) => {
  const { slug } = useProject();
  if (model === undefined || !(error instanceof CallError && error.code === 'not_found'))
    return <ErrorPanel error={error} title={t`The evidence cannot be shown`} onRetry={onRetry} />;
  return (
    <EmptyState
      icon={<IconZoomQuestion size={28} />}
      title={t`No such model version`}
      actions={
        <LinkButton {...paths.evidence(slug)} variant="default">
          <Trans>To the latest version</Trans>
        </LinkButton>
      }
    >
      <Trans>No prediction in this project was made by “{model}”.</Trans>
    </EmptyState>
  );
};
