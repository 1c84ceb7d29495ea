import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconFolderPlus, IconFolders, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { permissionsIn, projectsQuery, useMe, type Project } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { degreeMeanings } from '../../ui/degrees.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { LinkButton, TextLink } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { kindChoices } from './kind-choices.ts';
import classes from './projects-page.module.css';

const ProjectCard = ({ project }: { project: Project }) => {
  const me = useMe();
  const role = me.isAdmin ? 'admin' : me.projects.find((p) => p.slug === project.slug)?.role;
  const { title, Icon } = kindChoices[project.itemKind];
  return (
    <Paper component="li" className={classes.card}>
      <Stack gap={6} flex={1} miw={0}>
        <Title order={2} size="h3" lineClamp={2} title={project.name}>
          <Link {...paths.overview(project.slug)} className={classes.open}>
            {project.name}
          </Link>
        </Title>
        <Text size="sm" c="dimmed" lineClamp={2} title={project.question}>
          {project.question}
        </Text>
      </Stack>
      <Group justify="space-between" mt="md" wrap="nowrap">
        <Group gap={6}>
          <Badge color="ink" title={degreeMeanings[project.degree].short}>
            {degreeMeanings[project.degree].title}
          </Badge>
          <Badge color="gray" leftSection={<Icon size={13} aria-hidden />}>
            {title}
          </Badge>
          {role !== undefined && (
            <Badge color="gray">
              <Trans>You: {role}</Trans>
            </Badge>
          )}
        </Group>
        {permissionsIn(me, project.slug).has('reviews.work') && (
          <TextLink {...paths.review(project.slug)} size="sm" className={classes.above}>
            <Trans>
              Review<span className="visually-hidden"> {project.name}</span>
            </Trans>
          </TextLink>
        )}
      </Group>
    </Paper>
  );
};

/** The projects that the person who is signed in has a part in. */
export const ProjectsPage = () => {
  const me = useMe();
  const projects = useQuery(projectsQuery);
  const create = (
    <LinkButton {...paths.newProject()} leftSection={<IconPlus size={16} aria-hidden />}>
      <Trans>New project</Trans>
    </LinkButton>
  );
  const header = (
    <PageHeader
      title={t`Projects`}
      description={t`Each project asks one question of a stream of items.`}
      actions={me.isAdmin && (projects.data?.length ?? 0) > 0 ? create : undefined}
    />
  );
  if (projects.data === undefined)
    return (
      <>
        {header}
        {projects.isPending ? (
          <Loading />
        ) : (
          <ErrorPanel
            error={projects.error}
            title={t`The projects cannot be listed`}
            onRetry={() => void projects.refetch()}
          />
        )}
      </>
    );
  if (projects.data.length === 0)
    return (
      <>
        {header}
        {me.isAdmin ? (
          <EmptyState icon={<IconFolderPlus size={28} />} title={t`Make the first project`} actions={create}>
            <Trans>
              Say what is judged and what the answers are. People decide everything at first; how much is left
              to the model is yours to turn up later.
            </Trans>
          </EmptyState>
        ) : (
          <EmptyState icon={<IconFolders size={28} />} title={t`You are in no project yet`}>
            <Trans>
              A lead of a project can invite you by link. Open the link while you are signed in, and join with
              this account.
            </Trans>
          </EmptyState>
        )}
      </>
    );
  return (
    <>
      {header}
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2, xl: 3 }} className={classes.list}>
        {projects.data.map((project) => (
          <ProjectCard key={project.slug} project={project} />
        ))}
      </SimpleGrid>
    </>
  );
};
