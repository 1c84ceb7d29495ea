import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextLink } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { CycleLane } from './cycle-lane.tsx';
import { RequestButton } from './request-button.tsx';
import { trainerExample } from './trainer-example.ts';
import { TriggerList } from './trigger-list.tsx';
import { useCycles, useRetraining } from './use-retraining.ts';
import classes from './retraining.module.css';

/** The trainings of a project: what asks for them, how far each has come, and what it gained. */
export const RetrainingPage = () => (
  <Permitted title={t`Retraining`} needs="models.read">
    <RetrainingBody />
  </Permitted>
);

const RetrainingBody = () => {
  const retraining = useRetraining();
  return (
    <>
      <PageHeader
        title={t`Retraining`}
        description={t`Each training from its data to the version that came of it. The labels are frozen as a file, and the trainer is called back, or asks.`}
        actions={retraining.data && <RequestButton retraining={retraining.data} />}
      />
      {retraining.isPending && <Loading label={t`Loading trainings`} />}
      {retraining.isError && (
        <ErrorPanel
          error={retraining.error}
          title={t`The trainings cannot be shown`}
          onRetry={() => void retraining.refetch()}
        />
      )}
      {retraining.data && (
        <Stack gap="lg">
          <Cycles />
          <TriggerList retraining={retraining.data} />
          <Trainer />
        </Stack>
      )}
    </>
  );
};

const Cycles = () => {
  const cycles = useCycles();
  if (cycles.isPending) return <Loading label={t`Loading trainings`} />;
  if (cycles.isError)
    return (
      <ErrorPanel
        error={cycles.error}
        title={t`The trainings cannot be shown`}
        onRetry={() => void cycles.refetch()}
      />
    );
  const rows = cycles.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0)
    return (
      <EmptyState icon={<IconRefresh size={28} />} title={t`No training yet`}>
        <Trans>
          Request one, or set what is to ask for them. A program of yours then fetches the labels, trains, and
          reports; below is all that it needs.
        </Trans>
      </EmptyState>
    );
  return (
    <section aria-labelledby="cycles">
      <Title order={2} id="cycles" className="visually-hidden">
        <Trans>Trainings</Trans>
      </Title>
      <ol className={classes.lanes}>
        {rows.map((cycle) => (
          <CycleLane key={cycle.id} cycle={cycle} />
        ))}
      </ol>
      {cycles.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={cycles.isFetchingNextPage}
          onClick={() => void cycles.fetchNextPage()}
        >
          <Trans>Show earlier ones</Trans>
        </Button>
      )}
    </section>
  );
};

const Trainer = () => {
  const { slug } = useProject();
  const mayMakeKeys = useMay('keys.manage');
  return (
    <section aria-labelledby="trainer">
      <Title order={2} size="h3" id="trainer">
        <Trans>The trainer</Trans>
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        <Trans>
          It needs an API key that may read models, export labels and report trainings. It asks as below, or
          is called back with <code>retraining.requested</code>.{' '}
          {mayMakeKeys && (
            <TextLink {...paths.keys(slug)}>
              <Trans>Make a key</Trans>
            </TextLink>
          )}
        </Trans>
      </Text>
      <CodeBlock name="trainer in Python" text={trainerExample(location.origin, slug)} />
    </section>
  );
};
