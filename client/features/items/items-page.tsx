import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Center, Loader } from '@mantine/core';
import { IconArrowUp, IconFilterOff, IconStack2 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay, useProject, type ItemFilters } from '../../api/queries.ts';
import { paths, type ItemsSearch } from '../../paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { BulkActions } from './bulk-actions.tsx';
import { ItemFilterBar } from './item-filter-bar.tsx';
import { ItemTable } from './item-table.tsx';
import classes from './items.module.css';
import { useItems } from './use-items.ts';
import { locale } from '../../ui/locale.ts';

/** Every item of the project, newest first, with filters that stand in the address. */
export const ItemsPage = () => (
  <Permitted title={t`Items`} needs="items.read">
    <Items />
  </Permitted>
);

const Items = () => {
  const { slug } = useProject();
  const filters = useSearch({ from: '/signed-in/projects/$project/items' });
  const navigate = useNavigate();
  const setFilters = (next: ItemsSearch) => void navigate({ ...paths.items(slug, next), replace: true });
  return (
    <>
      <PageHeader
        title={t`Items`}
        description={t`Everything that was submitted, and what became of it.`}
        actions={<BulkActions filters={filters} />}
      />
      <ItemFilterBar filters={filters} onChange={setFilters} />
      <List filters={filters} onClear={() => setFilters({})} />
    </>
  );
};

const List = ({ filters, onClear }: { filters: ItemFilters; onClear: () => void }) => {
  const { pages, rows, fresh, freshIsAll, showFresh } = useItems(filters);
  if (pages.isPending) return <Loading label={t`Loading items`} />;
  if (pages.isError && rows.length === 0)
    return (
      <ErrorPanel
        error={pages.error}
        title={t`The items cannot be shown`}
        onRetry={() => void pages.refetch()}
      />
    );
  if (rows.length === 0 && fresh === 0) return <NoItems filtered={isFiltered(filters)} onClear={onClear} />;
  return (
    <>
      <div className={classes.fresh} role="status">
        {fresh > 0 && (
          <Button
            size="xs"
            radius="xl"
            leftSection={<IconArrowUp size={14} aria-hidden />}
            onClick={showFresh}
          >
            {freshIsAll
              ? t`${fresh} new ${plural(fresh, { one: 'item', other: 'items' })}`
              : t`${fresh} or more new items`}
          </Button>
        )}
      </div>
      <ItemTable rows={rows} />
      {pages.isFetchNextPageError && (
        <ErrorPanel
          error={pages.error}
          title={t`No further items`}
          onRetry={() => void pages.fetchNextPage()}
        />
      )}
      <Center py="lg">
        {pages.hasNextPage ? (
          <Button
            variant="default"
            loading={pages.isFetchingNextPage}
            loaderProps={{ children: <Loader size="xs" type="dots" aria-label={t`Loading`} /> }}
            onClick={() => void pages.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        ) : (
          <span className={classes.end}>
            {plural(rows.length, {
              one: 'One item',
              other: `All ${rows.length.toLocaleString(locale)} items`,
            })}
          </span>
        )}
      </Center>
    </>
  );
};

const isFiltered = (filters: ItemFilters): boolean =>
  Object.values(filters).some((value) => value !== undefined);

const NoItems = ({ filtered, onClear }: { filtered: boolean; onClear: () => void }) => {
  const { slug } = useProject();
  const mayMakeKeys = useMay('keys.manage');
  if (filtered)
    return (
      <EmptyState
        icon={<IconFilterOff size={28} />}
        title={t`No item fits these filters`}
        actions={
          <Button variant="default" onClick={onClear}>
            <Trans>Clear filters</Trans>
          </Button>
        }
      >
        <Trans>
          Items that you may be asked to judge blind are left out where a filter would give their answer away.
        </Trans>
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<IconStack2 size={28} />}
      title={t`No items yet`}
      actions={
        mayMakeKeys && (
          <LinkButton {...paths.keys(slug)} variant="default">
            <Trans>Make an API key</Trans>
          </LinkButton>
        )
      }
    >
      <Trans>
        Items come in when a model service submits predictions with an API key. The first one appears here at
        once.
      </Trans>
    </EmptyState>
  );
};
