import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Table, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { datasetsContract, type SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText } from '../../ui/proportion.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import classes from './datasets.module.css';
import { HashText } from './hash-text.tsx';
import { StateCell } from './state-cell.tsx';

type Props = { snapshots: readonly SnapshotReply[]; onAgain: (snapshot: SnapshotReply) => void };

/** Says that a snapshot settles who is in the test split. */
export const SealedBadge = () => (
  <Badge color="grape" leftSection={<IconLock size={11} aria-hidden />}>
    <Trans>Test sealed</Trans>
  </Badge>
);

/** Gives up a snapshot that is being written; undefined: the reader may not. */
export const useCancelSnapshot = (): ((id: string) => Promise<unknown>) | undefined => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const cancel = async (id: string) => {
    await call(datasetsContract.cancel, { params: { project, id } });
    await cache.invalidateQueries({ queryKey: keys.snapshots(project) });
  };
  return useMay('datasets.write') ? cancel : undefined;
};

/** Snapshots, the latest first. */
export const SnapshotTable = ({ snapshots, onAgain }: Props) => {
  const names = new Map(snapshots.map(({ id, name }) => [id, name]));
  return (
    <Table.ScrollContainer minWidth={780} type="native" tabIndex={0} role="region" aria-label={t`Snapshots`}>
      <Table verticalSpacing="sm" className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Snapshot</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Frozen</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>State</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Rows</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Hash</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Goes on from</Trans>
            </Table.Th>
            <Table.Th>
              <span className="visually-hidden">
                <Trans>Actions</Trans>
              </span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {snapshots.map((snapshot) => (
            <Row key={snapshot.id} snapshot={snapshot} names={names} onAgain={onAgain} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};

type RowProps = {
  snapshot: SnapshotReply;
  names: ReadonlyMap<string, string>;
  onAgain: Props['onAgain'];
};

const Row = ({ snapshot, names, onAgain }: RowProps) => {
  const { slug } = useProject();
  const mayWrite = useMay('datasets.write');
  const cancel = useCancelSnapshot();
  const { id, name, sealed, requestedAt, requestedBy, manifest, hash, parent, withheld } = snapshot;
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.name}>
        <TextLink {...paths.dataset(slug, id)}>{name}</TextLink>
        {sealed && (
          <div>
            <SealedBadge />
          </div>
        )}
      </Table.Th>
      <Table.Td>
        <TimeAgo at={requestedAt} />
        <Text size="xs" c="dimmed">
          {requestedBy.name}
        </Text>
      </Table.Td>
      <Table.Td>
        <StateCell {...snapshot} onCancel={cancel && (() => cancel(id))} />
      </Table.Td>
      <Table.Td ta="right">
        {manifest === null ? (withheld ? t`Withheld` : '–') : countText(manifest.rows)}
      </Table.Td>
      <Table.Td>{hash === null ? '–' : <HashText hash={hash} of={name} />}</Table.Td>
      <Table.Td className={classes.name}>
        {parent === null ? (
          '–'
        ) : (
          <TextLink {...paths.dataset(slug, parent)} size="sm">
            {names.get(parent) ?? t`An earlier one`}
          </TextLink>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {mayWrite && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t`Freeze ${name} again`}
            onClick={() => onAgain(snapshot)}
          >
            <Trans>Again…</Trans>
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
};
