import { infiniteQueryOptions, queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { Split } from '../../../server/domain/datasets/splits.ts';
import { datasetsContract, type SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';

/** How often what is being written is looked at where no event comes, in milliseconds. */
const lookEvery = 5_000;

const isWritten = ({ state }: { state: SnapshotReply['state'] }): boolean => state === 'writing';

const pageSize = 100;

/** Snapshots of a project, the latest first; the socket tells where one comes further. */
const snapshotsQuery = (project: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.snapshots(project), 'list'],
    queryFn: ({ pageParam, signal }) =>
      call(datasetsContract.list, {
        params: { project },
        query: { limit: pageSize, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null, // null: the first page
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ rows }) => rows.some(isWritten)) ? lookEvery : false,
  });

/** The snapshots that are known so far, the latest first, with how more of them are asked for. */
export const useSnapshots = () => {
  const { slug } = useProject();
  const list = useInfiniteQuery(snapshotsQuery(slug));
  return { list, snapshots: list.data?.pages.flatMap(({ rows }) => rows) ?? [] };
};

/** One snapshot. */
export const snapshotQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: [...keys.snapshots(project), id],
    queryFn: ({ signal }) => call(datasetsContract.get, { params: { project, id }, signal }),
    refetchInterval: ({ state }) => (state.data && isWritten(state.data) ? lookEvery : false),
  });

/** What a snapshot was written as, the latest first. */
export const exportsQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: [...keys.snapshots(project), id, 'exports'],
    queryFn: ({ signal }) =>
      call(datasetsContract.exports, { params: { project, id }, query: { limit: 200 }, signal }),
    refetchInterval: ({ state }) => (state.data?.rows.some(isWritten) ? lookEvery : false),
  });

/** How a snapshot differs from another; both stay as they are, and so does the difference. */
export const differenceQuery = (project: string, id: string, from: string) =>
  queryOptions({
    queryKey: ['in-project', project, 'snapshot-difference', id, from],
    queryFn: ({ signal }) =>
      call(datasetsContract.difference, { params: { project, id }, query: { from }, signal }),
    staleTime: Infinity,
  });

/** Rows of a snapshot by key, page by page, of one split or all (null); they stay as they are. */
export const rowsQuery = (project: string, id: string, split: Split | null) =>
  infiniteQueryOptions({
    queryKey: ['in-project', project, 'snapshot-rows', id, split],
    queryFn: ({ pageParam, signal }) =>
      call(datasetsContract.rows, {
        params: { project, id },
        query: {
          limit: 25,
          ...(split !== null && { split }),
          ...(pageParam !== null && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null, // null: the first page
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
  });
