import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ExportForm } from './export-form.tsx';
import { ExportTable } from './export-table.tsx';
import { exportsQuery } from './queries.ts';
import { TellingSection } from './section.tsx';

/** A snapshot as files: have it written, and fetch what was. */
export const ExportsPanel = ({ snapshot }: { snapshot: SnapshotReply }) => (
  <TellingSection
    id="exports"
    title={t`Files`}
    hint={t`The snapshot in the format that your tools read. What was written once stays, and is the same for everybody.`}
  >
    <ExportForm snapshot={snapshot} />
    <Written snapshot={snapshot} />
  </TellingSection>
);

const Written = ({ snapshot }: { snapshot: SnapshotReply }) => {
  const { slug } = useProject();
  const written = useQuery(exportsQuery(slug, snapshot.id));
  if (written.data)
    return written.data.rows.length === 0 ? (
      <Text size="sm" c="dimmed" mt="md">
        <Trans>No file was written of it yet.</Trans>
      </Text>
    ) : (
      <ExportTable written={written.data.rows} />
    );
  return written.isPending ? (
    <Loading label={t`Loading the files`} />
  ) : (
    <ErrorPanel
      error={written.error}
      title={t`The files cannot be listed`}
      onRetry={() => void written.refetch()}
    />
  );
};
