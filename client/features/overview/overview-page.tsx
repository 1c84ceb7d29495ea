import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Grid, Stack } from '@mantine/core';
import { IconChecklist, IconShieldOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useConnected } from '../../api/project-room.ts';
import { overviewQuery, useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { AlarmsWatch } from '../../ui/alarms-watch.tsx';
import { AuditsWatch } from '../../ui/audits-alert.tsx';
import { unauditedTitle } from '../../ui/unaudited-title.ts';
import { degreeMeanings } from '../../ui/degrees.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { countText } from '../../ui/proportion.tsx';
import { AgreementPanel } from './agreement-panel.tsx';
import { DayPanel } from './day-panel.tsx';
import { DialPanel } from './dial-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { Tiles } from './tiles.tsx';

/** A project at a glance: the dial, the queue, what was automated, how far people agree, and who is here. */
export const OverviewPage = () => {
  const project = useProject();
  const mayReview = useMay('reviews.work');
  const connected = useConnected();
  const overview = useQuery({
    ...overviewQuery(project.slug),
    // The socket brings what changes; the hours turn without it, and without the socket all must be asked for.
    refetchInterval: connected ? 60_000 : 15_000,
  });
  const { data } = overview;
  const header = (
    <PageHeader
      title={project.name}
      description={project.question}
      actions={
        mayReview && (
          <LinkButton {...paths.review(project.slug)} leftSection={<IconChecklist size={16} aria-hidden />}>
            {data && data.queue.open > 0 ? t`Review ${countText(data.queue.open)} waiting` : t`Review`}
          </LinkButton>
        )
      }
    />
  );
  if (data === undefined)
    return (
      <>
        {header}
        {overview.isPending ? (
          <Loading />
        ) : (
          <ErrorPanel
            error={overview.error}
            title={t`The overview cannot be shown`}
            onRetry={() => void overview.refetch()}
          />
        )}
      </>
    );
  const unaudited = degreeMeanings[data.degree].uses.auditShare ? data.unaudited : [];
  return (
    <>
      {header}
      <Stack gap="lg">
        {unaudited.length > 0 && (
          <Alert color="yellow" icon={<IconShieldOff aria-hidden />} title={unauditedTitle(unaudited)}>
            <Trans>
              What is accepted automatically there is never looked at again: its quality cannot be estimated,
              and no certificate can be given.
            </Trans>
          </Alert>
        )}
        <AlarmsWatch project={project.slug} />
        <AuditsWatch project={project.slug} />
        <DialPanel project={project.slug} overview={data} />
        <Tiles overview={data} />
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, lg: 7 }}>
            <DayPanel hours={data.hours} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 5 }}>
            <AgreementPanel agreement={data.agreement} />
          </Grid.Col>
        </Grid>
        <PeoplePanel people={data.people} />
      </Stack>
    </>
  );
};
