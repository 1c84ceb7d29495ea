import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { ChooseFile } from './choose-file.tsx';
import { ImportCard } from './import-card.tsx';
import { useImports } from './use-imports.ts';
import classes from './imports.module.css';

/** Files of items, predictions and labels: brought, looked at, taken in, and what became of each. */
export const ImportsPage = () => (
  <Permitted title={t`Import`} needs="imports.manage">
    <PageHeader
      title={t`Import`}
      description={t`Items, predictions and labels from a file. You see its first rows as they would come in before anything does.`}
    />
    <Stack gap="lg">
      <ChooseFile />
      <Imports />
    </Stack>
  </Permitted>
);

const Imports = () => {
  const imports = useImports();
  if (imports.isPending) return <Loading label={t`Loading imports`} />;
  if (imports.isError)
    return (
      <ErrorPanel
        error={imports.error}
        title={t`The imports cannot be shown`}
        onRetry={() => void imports.refetch()}
      />
    );
  const rows = imports.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0)
    return (
      <EmptyState icon={<IconDatabaseImport size={28} />} title={t`Nothing was imported yet`}>
        <Trans>
          Bring what you have labelled elsewhere, or items that are to be judged. A row that was taken in
          before is not taken in twice.
        </Trans>
      </EmptyState>
    );
  return (
    <div>
      <ol className={classes.cards}>
        {rows.map((found) => (
          <ImportCard key={found.id} found={found} />
        ))}
      </ol>
      {imports.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={imports.isFetchingNextPage}
          onClick={() => void imports.fetchNextPage()}
        >
          <Trans>Show earlier ones</Trans>
        </Button>
      )}
    </div>
  );
};
