import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { policyDraftsQuery, policyQuery, useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { History } from './history.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { PolicyInWords } from './policy-in-words.tsx';
import type { PolicyRevision, SavedDraft } from './use-policy-draft.ts';

/** How much is left to the model: the policy in force, what a change would do, and every revision there was. */
export const PolicyPage = () => (
  <Permitted title={t`Policy`} needs="policy.read">
    <InForce />
  </Permitted>
);

const InForce = () => {
  const { slug } = useProject();
  const { draft } = useSearch({ from: '/signed-in/projects/$project/policy' });
  const policy = useQuery(policyQuery(slug));
  const drafts = useQuery({ ...policyDraftsQuery(slug), enabled: draft !== undefined });
  if (policy.data !== undefined && (draft === undefined || !drafts.isPending)) {
    const opened = drafts.data?.find(({ id }) => id === draft) ?? null;
    return <Policy key={draft ?? ''} current={policy.data} opened={opened} />;
  }
  return (
    <>
      <PageHeader title={t`Policy`} />
      {policy.isError ? (
        <ErrorPanel
          error={policy.error}
          title={t`The policy cannot be shown`}
          onRetry={() => void policy.refetch()}
        />
      ) : (
        <Loading />
      )}
    </>
  );
};

const Policy = ({ current, opened }: { current: PolicyRevision; opened: SavedDraft | null }) => {
  const { slug } = useProject();
  const mayWrite = useMay('policy.write');
  return (
    <>
      <PageHeader
        title={t`Policy`}
        description={
          <>
            <Trans>
              How this project decides who decides. Revision {current.revision} is in force, by{' '}
              {current.author.name}, <TimeAgo at={current.createdAt} />.
            </Trans>
          </>
        }
        actions={
          <Group gap="xs">
            {!mayWrite && (
              <Badge color="gray">
                <Trans>Read-only</Trans>
              </Badge>
            )}
            <LinkButton {...paths.whatIf(slug)} variant="default" size="xs">
              <Trans>Try a what-if</Trans>
            </LinkButton>
          </Group>
        }
      />
      {mayWrite ? (
        <PolicyEditor current={current} opened={opened} />
      ) : (
        <>
          <PolicyInWords policy={current.policy} />
          <History current={current} onGoBack={null} />
        </>
      )}
    </>
  );
};
