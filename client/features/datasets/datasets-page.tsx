import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Stack } from '@mantine/core';
import { IconPlus, IconSnowflake } from '@tabler/icons-react';
import { useState } from 'react';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { useMay } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { GrowthPanel } from './growth-panel.tsx';
import { NewSnapshot } from './new-snapshot.tsx';
import { useSnapshots } from './queries.ts';
import { SnapshotTable } from './snapshot-table.tsx';

/** Frozen datasets of a project, and how they grew. */
export const DatasetsPage = () => (
  <Permitted title={t`Datasets`} needs="labels.export">
    <Datasets />
  </Permitted>
);

const Datasets = () => {
  const mayWrite = useMay('datasets.write');
  const { list, snapshots } = useSnapshots();
  // What is to be frozen: as an earlier one was, or anew.
  const [drawn, setDrawn] = useState<SnapshotReply | 'new' | null>(null);
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDrawn('new')}>
      <Trans>New snapshot</Trans>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t`Datasets`}
        description={t`Labels frozen as they were at one moment, to train on and to come back to: each the same for ever, and known by its hash.`}
        actions={snapshots.length > 0 && add}
      />
      {list.isPending && <Loading label={t`Loading the snapshots`} />}
      {list.isError && !list.data && (
        <ErrorPanel
          error={list.error}
          title={t`The snapshots cannot be listed`}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.data && snapshots.length === 0 && (
        <EmptyState icon={<IconSnowflake size={28} />} title={t`Nothing was frozen yet`} actions={add}>
          <Trans>
            Labels change as people go on judging. A snapshot holds those of one moment, split for training,
            validation and test: who trains on it names its hash, and anybody can get the very same rows years
            later, in the format that their tools read.
          </Trans>
        </EmptyState>
      )}
      {snapshots.length > 0 && (
        <Stack gap="lg">
          <GrowthPanel snapshots={snapshots} />
          <SnapshotTable snapshots={snapshots} onAgain={setDrawn} />
          {list.hasNextPage && (
            <Group justify="center">
              <Button
                variant="default"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                <Trans>Show earlier ones</Trans>
              </Button>
            </Group>
          )}
        </Stack>
      )}
      <NewSnapshot
        opened={drawn !== null}
        like={drawn === 'new' ? null : drawn}
        onClose={() => setDrawn(null)}
      />
    </>
  );
};
