import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Alert, Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconEraser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { datasetsContract, type SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { addressOf } from '../../api/call.ts';
import { useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextLink } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { Instant } from '../../ui/time.tsx';
import { DifferencePanel } from './difference-panel.tsx';
import { ExportsPanel } from './exports-panel.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import type { Manifest } from './manifest.ts';
import { MixPanels } from './mix-panels.tsx';
import { NewSnapshot } from './new-snapshot.tsx';
import { QueryPanel } from './query-panel.tsx';
import { snapshotQuery } from './queries.ts';
import { RowsPanel } from './rows-panel.tsx';
import { SealedBadge, useCancelSnapshot } from './snapshot-table.tsx';
import { StateCell } from './state-cell.tsx';

/** One frozen dataset: what is in it, how to use it, its files, what changed since another, and its rows. */
export const SnapshotPage = () => (
  <Permitted title={t`Snapshot`} needs="labels.export">
    <Snapshot />
  </Permitted>
);

const Snapshot = () => {
  const { slug } = useProject();
  const { snapshot: id } = useParams({ from: '/signed-in/projects/$project/datasets/$snapshot' });
  const snapshot = useQuery(snapshotQuery(slug, id));
  if (snapshot.data) return <Known key={id} snapshot={snapshot.data} />;
  return snapshot.isPending ? (
    <Loading label={t`Loading the snapshot`} />
  ) : (
    <ErrorPanel
      error={snapshot.error}
      title={t`The snapshot cannot be shown`}
      onRetry={() => void snapshot.refetch()}
    />
  );
};

const Known = ({ snapshot }: { snapshot: SnapshotReply }) => {
  const { slug } = useProject();
  const mayWrite = useMay('datasets.write');
  const [again, setAgain] = useState(false);
  const { name, requestedAt, requestedBy, sealed, manifest } = snapshot;
  return (
    <>
      <PageHeader
        above={
          <TextLink {...paths.datasets(slug)}>
            <Trans>Datasets</Trans>
          </TextLink>
        }
        title={name}
        description={
          <Group component="span" gap="xs">
            <span>
              <Trans>
                Labels in force at <Instant at={requestedAt} />, frozen by {requestedBy.name}.
              </Trans>
            </span>
            {sealed && <SealedBadge />}
          </Group>
        }
        actions={
          mayWrite && (
            <Button variant="default" onClick={() => setAgain(true)}>
              <Trans>Again…</Trans>
            </Button>
          )
        }
      />
      <Stack gap="lg">
        {manifest === null ? (
          <NotWhole snapshot={snapshot} />
        ) : (
          <Whole snapshot={snapshot} manifest={manifest} />
        )}
      </Stack>
      <NewSnapshot opened={again} like={snapshot} onClose={() => setAgain(false)} />
    </>
  );
};

const NotWhole = ({ snapshot }: { snapshot: SnapshotReply }) => {
  const cancel = useCancelSnapshot();
  return (
    <>
      <Paper component="section" p="lg" aria-label={t`Where it stands`}>
        <StateCell {...snapshot} onCancel={cancel && (() => cancel(snapshot.id))} />
        <Text size="sm" mt="sm" maw={680}>
          {snapshot.withheld ? (
            <Trans>
              It has too few rows for you to be told what they come to, or is of a stretch of time: that could
              tell labels of items that you may yet be asked to judge blind. An analyst, or an API key, gets
              it.
            </Trans>
          ) : snapshot.state === 'writing' ? (
            <Trans>
              Its rows are being written. Labels that change meanwhile do not change it: it holds those of the
              moment at which it was asked for.
            </Trans>
          ) : (
            <Trans>It holds nothing. Freeze it again to have one of the labels in force by then.</Trans>
          )}
        </Text>
      </Paper>
      <QueryPanel snapshot={snapshot} />
    </>
  );
};

/** Says that items were erased that a snapshot holds. */
const Withdrawn = ({ snapshot }: { snapshot: SnapshotReply }) => {
  const { slug } = useProject();
  if (snapshot.withdrawn === 0) return null;
  return (
    <Alert color="blue" icon={<IconEraser aria-hidden />} title={t`Items of it were erased since`}>
      <Text size="sm" maw={820}>
        <Plural
          value={snapshot.withdrawn}
          one="# of its rows is of such an item."
          other="# of its rows are of such items."
        />{' '}
        <Trans>
          Its data stays as it was frozen, and files that are written from then on leave them out: take them
          out of the copies that you keep.{' '}
          <Anchor href={addressOf(datasetsContract.withdrawn, { project: slug })} inherit>
            Their keys
          </Anchor>
        </Trans>
      </Text>
    </Alert>
  );
};

const Whole = ({ snapshot, manifest }: { snapshot: SnapshotReply; manifest: Manifest }) => (
  <>
    <Withdrawn snapshot={snapshot} />
    <FiguresPanel manifest={manifest} />
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title={t`Items that the model was unsure of are over-represented`}
    >
      <Text size="sm" maw={820}>
        <Trans>
          People are asked mostly where confidence is low, so rows that people decided are no random sample.
          For figures of all that came in, count each of them by <code>weight</code> = 1/π: one that was
          reviewed with probability 5 % stands for 20 like it. Rows without a weight are the model’s own
          answers, which one trains on only if one means to, or were picked out by hand.
        </Trans>
      </Text>
    </Alert>
    <MixPanels manifest={manifest} />
    <QueryPanel snapshot={snapshot} />
    <ExportsPanel snapshot={snapshot} />
    <DifferencePanel snapshot={snapshot} manifest={manifest} />
    <RowsPanel snapshot={snapshot} manifest={manifest} />
  </>
);
