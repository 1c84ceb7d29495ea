import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import { itemsContract } from '../../../server/features/items/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject, type ItemFilters } from '../../api/queries.ts';

/** A page of the list of items. */
type ItemPage = ReplyOf<typeof itemsContract.list>;
export type ItemRow = ItemPage['rows'][number];

const pageSize = 50;

/**
 * The items that fit the filters, page by page. The rows that are shown are kept current in place, but nothing moves
 * under the reader: items that came in since are only counted (`fresh`), and shown when asked for (`showFresh`).
 */
export const useItems = (filters: ItemFilters) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const liveKey = keys.itemList(project, filters);
  // Beside the keys of the socket's table, so that an event does not fetch every page again.
  const pagesKey = ['in-project', project, 'item-pages', filters] as const;

  const pages = useInfiniteQuery({
    queryKey: pagesKey,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filters, limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) };
      const page = await call(itemsContract.list, { params: { project }, query, signal });
      if (pageParam === null) cache.setQueryData<ItemPage>(liveKey, page);
      return page;
    },
    initialPageParam: null as string | null, // null: the first page
    getNextPageParam: (page) => page.nextCursor,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const live = useQuery({
    queryKey: liveKey,
    queryFn: ({ signal }) =>
      call(itemsContract.list, { params: { project }, query: { ...filters, limit: pageSize }, signal }),
    enabled: pages.isSuccess,
    // Intake is too busy to be told of item by item.
    refetchInterval: 5_000,
  });

  const { rows, fresh } = useMemo(() => {
    const known = (pages.data?.pages ?? []).flatMap((page) => page.rows);
    const shown = new Set(known.map((row) => row.id));
    const latest = new Map(live.data?.rows.map((row) => [row.id, row]));
    return {
      rows: known.map((row) => latest.get(row.id) ?? row),
      fresh: live.data?.rows.filter((row) => !shown.has(row.id)).length ?? 0,
    };
  }, [pages.data, live.data]);

  return {
    pages,
    rows,
    /** How many items of the first page are not shown yet; at `pageSize` there may be more. */
    fresh,
    freshIsAll: fresh < pageSize,
    showFresh: () => void cache.resetQueries({ queryKey: pagesKey }),
  };
};
