import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { callbacksContract, type Delivery } from '../../../server/features/callbacks/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject, type DeliveryFilters } from '../../api/queries.ts';
import { mergeLatest, nameOf, type DeliveryPage } from './live-rows.ts';

const pageSize = 50;

/** How often is asked how deliveries stand, in milliseconds: while some wait, and otherwise. */
const askAgain = { waiting: 3_000, otherwise: 10_000 };

/**
 * The deliveries that fit the filters, page by page. The rows that are shown are kept current in place, but nothing moves
 * under the reader: deliveries that came since are only counted (`fresh`), and shown when asked for (`showFresh`).
 */
export const useDeliveries = (filters: DeliveryFilters) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const latestKey = keys.latestDeliveries(project, filters);
  const pagesKey = keys.deliveryPages(project, filters);
  const fetchPage = (cursor: string | null, signal: AbortSignal) => {
    const query = { ...filters, limit: pageSize, ...(cursor === null ? {} : { cursor }) };
    return call(callbacksContract.deliveries, { params: { project }, query, signal });
  };

  const pages = useInfiniteQuery({
    queryKey: pagesKey,
    queryFn: async ({ pageParam, signal }) => {
      const page = await fetchPage(pageParam, signal);
      if (pageParam === null) cache.setQueryData<DeliveryPage>(latestKey, page);
      return page;
    },
    initialPageParam: null as string | null, // null: the first page
    getNextPageParam: (page) => page.nextCursor,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const latest = useQuery({
    queryKey: latestKey,
    queryFn: ({ signal }) => fetchPage(null, signal),
    enabled: pages.isSuccess,
    refetchInterval: ({ state }) =>
      state.data?.rows.some((row) => row.state === 'pending') ? askAgain.waiting : askAgain.otherwise,
  });

  const merged = useMemo(
    () => mergeLatest(pages.data?.pages.flatMap((page) => page.rows) ?? [], latest.data),
    [pages.data, latest.data],
  );
  return {
    pages,
    ...merged,
    /** Whether `fresh` counts all that came since; else there may be more. */
    freshIsAll: merged.fresh < pageSize,
    showFresh: () => void cache.resetQueries({ queryKey: pagesKey }),
  };
};

/** Writes how a delivery stands into every list that shows it. */
export const rememberDelivery = (cache: QueryClient, project: string, delivery: Delivery): void => {
  const name = nameOf(delivery);
  const patch = (page: DeliveryPage): DeliveryPage => ({
    ...page,
    rows: page.rows.map((row) => (nameOf(row) === name ? delivery : row)),
  });
  const [inProject, slug, deliveries] = keys.deliveries(project);
  cache.setQueriesData<DeliveryPage>(
    { queryKey: [inProject, slug, deliveries, 'latest'] },
    (page) => page && patch(page),
  );
  cache.setQueriesData<InfiniteData<DeliveryPage>>(
    { queryKey: [inProject, slug, deliveries, 'pages'] },
    (known) => known && { ...known, pages: known.pages.map(patch) },
  );
};
