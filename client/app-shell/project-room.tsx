import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { IconFolderQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { CallError } from '../api/call.ts';
import { useProjectRoom } from '../api/project-room.ts';
import { ProjectContext, projectQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { LinkButton } from '../ui/links.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';

/** Opens a project for the pages below: loads it, enters its room, and says so where the caller has no part in it. */
export const ProjectRoom = () => {
  const slug = useParams({ from: '/signed-in/projects/$project', select: (params) => params.project });
  const project = useQuery(projectQuery(slug));
  useProjectRoom(slug);
  if (project.data !== undefined)
    return (
      <ProjectContext value={project.data}>
        <Outlet key={slug} />
      </ProjectContext>
    );
  if (project.isPending) return <Loading />;
  const { error } = project;
  if (error instanceof CallError && (error.code === 'not_found' || error.code === 'forbidden'))
    return (
      <>
        <PageHeader title={t`No such project`} />
        <EmptyState
          icon={<IconFolderQuestion size={28} />}
          title={t`You have no part in “${slug}”`}
          actions={
            <LinkButton {...paths.projects()} variant="default">
              <Trans>To your projects</Trans>
            </LinkButton>
          }
        >
          <Trans>
            There is no project of this name, or nobody gave you a role in it. A lead of the project can
            invite you.
          </Trans>
        </EmptyState>
      </>
    );
  return (
    <ErrorPanel
      error={error}
      title={t`The project cannot be opened`}
      onRetry={() => void project.refetch()}
    />
  );
};
