import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DatasetRow } from '../../../server/domain/datasets/row.ts';
import { splits, type Split } from '../../../server/domain/datasets/splits.ts';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countText } from '../../ui/proportion.tsx';
import type { Manifest } from './manifest.ts';
import { rowsQuery } from './queries.ts';
import { RowTable } from './row-table.tsx';
import { TellingSection } from './section.tsx';
import { splitWords } from './words.ts';

type Props = { snapshot: SnapshotReply; manifest: Manifest };

/** The rows of a snapshot by key. */
export const RowsPanel = (props: Props) => (
  <TellingSection
    id="rows"
    title={t`Rows`}
    hint={t`As they were frozen, by key. The item behind each may have been judged again since.`}
  >
    <Rows {...props} />
  </TellingSection>
);

const Rows = ({ snapshot, manifest }: Props) => {
  const [split, setSplit] = useState<Split | null>(null);
  const total = split === null ? manifest.rows : (manifest.bySplit?.[split] ?? 0);
  return (
    <>
      <SegmentedControl
        aria-label={t`Split`}
        mb="sm"
        data={[
          { value: 'all', label: t`All` },
          ...splits.map((name) => ({ value: name, label: splitWords[name] })),
        ]}
        value={split ?? 'all'}
        // The control offers only these names.
        onChange={(name) => setSplit(name === 'all' ? null : (name as Split))}
      />
      {total === 0 ? (
        <Text size="sm" c="dimmed">
          <Trans>There is no row here.</Trans>
        </Text>
      ) : (
        <Pages id={snapshot.id} split={split} total={total} manifest={manifest} />
      )}
    </>
  );
};

type PagesProps = { id: string; split: Split | null; total: number; manifest: Manifest };

const Pages = ({ id, split, total, manifest }: PagesProps) => {
  const { slug } = useProject();
  const pages = useInfiniteQuery(rowsQuery(slug, id, split));
  if (pages.isPending) return <Loading label={t`Loading the rows`} />;
  if (!pages.data)
    return (
      <ErrorPanel
        error={pages.error}
        title={t`The rows cannot be shown`}
        onRetry={() => void pages.refetch()}
      />
    );
  // The contract tells loosely what a row is, as formats may come to hold more of it.
  const rows = pages.data.pages.flatMap((page) => page.rows) as unknown as DatasetRow[];
  return (
    <>
      <RowTable rows={rows} manifest={manifest} />
      <Group mt="sm" gap="md">
        {pages.hasNextPage && (
          <Button
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        )}
        <Text size="sm" c="dimmed" className="numbers" role="status">
          <Trans>
            {countText(rows.length)} of {countText(total)} rows
          </Trans>
        </Text>
      </Group>
    </>
  );
};
