import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Table, Text } from '@mantine/core';
import { IconDownload, IconLink } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { datasetsContract, type DatasetExportReply } from '../../../server/features/datasets/contract.ts';
import { addressOf, call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { Instant, TimeAgo, useNow } from '../../ui/time.tsx';
import { unitText } from '../../ui/unit-text.ts';
import { HashText } from './hash-text.tsx';
import { LinkModal } from './link-modal.tsx';
import { StateCell } from './state-cell.tsx';
import { formatWords } from './words.ts';

type Props = { written: readonly DatasetExportReply[] };

/** Files that a snapshot was written as, the latest first. */
export const ExportTable = ({ written }: Props) => {
  const [linked, setLinked] = useState<DatasetExportReply | null>(null);
  return (
    <>
      <Table.ScrollContainer
        mt="lg"
        minWidth={690}
        type="native"
        tabIndex={0}
        role="region"
        aria-label={t`Files that were written`}
      >
        <Table verticalSpacing="xs" className="numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Trans>File</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>State</Trans>
              </Table.Th>
              <Table.Th ta="right">
                <Trans>Size</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>SHA-256</Trans>
              </Table.Th>
              <Table.Th>
                <span className="visually-hidden">
                  <Trans>Actions</Trans>
                </span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {written.map((file) => (
              <Row key={file.id} file={file} onLink={() => setLinked(file)} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <LinkModal file={linked} onClose={() => setLinked(null)} />
    </>
  );
};

const Row = ({ file, onLink }: { file: DatasetExportReply; onLink: () => void }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const now = useNow();
  const { id, snapshot, format, bare, requestedAt, requestedBy, bytes, sha256, linkExpiresAt } = file;
  const { title } = formatWords[format];
  const place = { project, id: snapshot, export: id };
  const cancel = async () => {
    await call(datasetsContract.cancelExport, { params: place });
    await cache.invalidateQueries({ queryKey: keys.snapshots(project) });
  };
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {title}
        <Text size="xs" c="dimmed" fw={400}>
          {bare ? t`Data alone` : t`Zip with its card`}
          <br />
          <TimeAgo at={requestedAt} />, {requestedBy.name}
        </Text>
      </Table.Th>
      <Table.Td>
        <StateCell {...file} name={title} onCancel={cancel} />
      </Table.Td>
      <Table.Td ta="right">{unitText('bytes', bytes)}</Table.Td>
      <Table.Td>{sha256 === null ? '–' : <HashText hash={sha256} of={title} />}</Table.Td>
      <Table.Td>
        {file.state === 'ready' && (
          <>
            <Group gap="xs" wrap="nowrap" justify="flex-end">
              <Button
                component="a"
                href={addressOf(datasetsContract.file, place)}
                download
                size="compact-sm"
                aria-label={t`Download ${title}`}
                leftSection={<IconDownload size={14} aria-hidden />}
              >
                <Trans>Download</Trans>
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t`Link to ${title}`}
                leftSection={<IconLink size={14} aria-hidden />}
                onClick={onLink}
              >
                <Trans>Link…</Trans>
              </Button>
            </Group>
            {linkExpiresAt !== null && Date.parse(linkExpiresAt) > now && (
              <Text size="xs" c="dimmed" ta="right" mt={2}>
                <Trans>
                  A link works until <Instant at={linkExpiresAt} />
                </Trans>
              </Text>
            )}
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
};
