import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Center, Loader } from '@mantine/core';
import { IconArrowUp, IconFilterOff, IconSend } from '@tabler/icons-react';
import type { Endpoint } from '../../../server/features/callbacks/contract.ts';
import type { CallbacksSearch } from '../../paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countText } from '../../ui/proportion.tsx';
import classes from './callbacks.module.css';
import { DeliveryTable } from './delivery-table.tsx';
import { useDeliveries } from './use-deliveries.ts';

type Props = { endpoints: readonly Endpoint[]; filters: CallbacksSearch; onClear: () => void };

/** The deliveries that fit the filters, and why there are none where there are none. */
export const DeliveryList = ({ endpoints, filters, onClear }: Props) => {
  const { pages, rows, fresh, freshIsAll, showFresh } = useDeliveries(filters);
  if (pages.isPending) return <Loading label={t`Loading deliveries`} />;
  if (pages.isError && rows.length === 0)
    return (
      <ErrorPanel
        error={pages.error}
        title={t`The deliveries cannot be shown`}
        onRetry={() => void pages.refetch()}
      />
    );
  if (rows.length === 0 && fresh === 0 && !pages.hasNextPage)
    return <NoDeliveries filtered={isFiltered(filters)} onClear={onClear} />;
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
              ? plural(fresh, { one: '# new delivery', other: '# new deliveries' })
              : t`${fresh} or more new deliveries`}
          </Button>
        )}
      </div>
      <DeliveryTable endpoints={endpoints} rows={rows} filters={filters} />
      {pages.isFetchNextPageError && (
        <ErrorPanel
          error={pages.error}
          title={t`No further deliveries`}
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
            {plural(rows.length, { one: 'One delivery', other: `All ${countText(rows.length)} deliveries` })}
          </span>
        )}
      </Center>
    </>
  );
};

const isFiltered = (filters: CallbacksSearch): boolean =>
  Object.values(filters).some((value) => value !== undefined);

const NoDeliveries = ({ filtered, onClear }: { filtered: boolean; onClear: () => void }) =>
  filtered ? (
    <EmptyState
      order={3}
      icon={<IconFilterOff size={28} />}
      title={t`No delivery fits these filters`}
      actions={
        <Button variant="default" onClick={onClear}>
          <Trans>Clear filters</Trans>
        </Button>
      }
    />
  ) : (
    <EmptyState order={3} icon={<IconSend size={28} />} title={t`Nothing was sent yet`}>
      <Trans>
        As soon as something happens that an endpoint is told of, its delivery stands here with every attempt.
        Send a test to see whether an endpoint answers.
      </Trans>
    </EmptyState>
  );
