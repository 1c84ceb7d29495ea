import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconRocket } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { percentText } from '../../ui/proportion.tsx';
import { NewRollout } from './new-rollout.tsx';
import { useRollouts } from './queries.ts';
import { RolloutList } from './rollout-list.tsx';

/** Which model version decides, and how new ones were brought in. */
export const RolloutsPage = () => (
  <Permitted title={t`Rollouts`} needs="models.read">
    <Rollouts />
  </Permitted>
);

const Rollouts = () => {
  const mayWrite = useMay('policy.write');
  const rollouts = useRollouts();
  const [opened, setOpened] = useState(false);
  const { data } = rollouts;
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpened(true)}>
      <Trans>Roll out a version</Trans>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t`Rollouts`}
        description={t`A new model version comes in gradually, is judged by what people decide, and goes out again at once.`}
        actions={(data?.rollouts.length ?? 0) > 0 && add}
      />
      {rollouts.isPending && <Loading label={t`Loading the rollouts`} />}
      {rollouts.isError && !data && (
        <ErrorPanel
          error={rollouts.error}
          title={t`The rollouts cannot be listed`}
          onRetry={() => void rollouts.refetch()}
        />
      )}
      {data && (
        <Stack gap="lg">
          <WhoDecides {...data.deployment} />
          {data.rollouts.length === 0 ? (
            <EmptyState icon={<IconRocket size={28} />} title={t`Nothing was rolled out yet`} actions={add}>
              <Trans>
                Bring a version in step by step: first it only predicts and is compared, then it decides a
                small share of what comes in, then more. It is rolled back by itself as soon as people find it
                worse than you allow.
              </Trans>
            </EmptyState>
          ) : (
            <RolloutList rollouts={data.rollouts} />
          )}
        </Stack>
      )}
      <NewRollout opened={opened} onClose={() => setOpened(false)} />
    </>
  );
};

type Deployment = { live: string | null; candidate: string | null; share: number; epoch: number };

const Deciders = ({ live, candidate, share }: Omit<Deployment, 'epoch'>) => {
  if (live === null) return <Trans>Whichever version predicts: none was ever rolled out.</Trans>;
  if (candidate === null)
    return (
      <Trans>
        <b>{live}</b> is live.
      </Trans>
    );
  return share === 0 ? (
    <Trans>
      <b>{live}</b> is live, and <b>{candidate}</b> only predicts beside it.
    </Trans>
  ) : (
    <Trans>
      <b>{live}</b> is live, and <b>{candidate}</b> decides {percentText(share)} of the units.
    </Trans>
  );
};

const WhoDecides = ({ live, candidate, share, epoch }: Deployment) => (
  <Paper component="section" p="lg" aria-labelledby="who-decides">
    <Title order={2} size="h3" id="who-decides">
      <Trans>Who decides</Trans>
    </Title>
    <Text mt={6}>
      <Deciders live={live} candidate={candidate} share={share} />
    </Text>
    {live !== null && (
      <Text size="sm" c="dimmed" mt={4}>
        <Trans>Epoch {epoch}. Predictions of other versions are kept, and go to people.</Trans>
      </Text>
    )}
  </Paper>
);
