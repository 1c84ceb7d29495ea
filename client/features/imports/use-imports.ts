import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SentBody } from '../../../server/contract/route.ts';
import type { SourceFormatName } from '../../../server/domain/imports/words.ts';
import { importsContract, type Previewed } from '../../../server/features/imports/contract.ts';
import { call, sendFile } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';

/** A project's imports, latest first, page by page; the socket tells where one comes further. */
export const useImports = () => {
  const { slug: project } = useProject();
  return useInfiniteQuery({
    queryKey: keys.importList(project),
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return call(importsContract.list, { params: { project }, query, signal });
    },
    initialPageParam: null as string | null, // null: the first page
    getNextPageParam: (page) => page.nextCursor,
  });
};

/** One import, with its first rows as they would come in. */
export const useImport = (id: string) => {
  const { slug: project } = useProject();
  return useQuery({
    queryKey: keys.import(project, id),
    queryFn: ({ signal }) => call(importsContract.get, { params: { project, id }, signal }),
  });
};

/** The first faults of the rows of an import. */
export const useFaults = (id: string) => {
  const { slug: project } = useProject();
  return useQuery({
    queryKey: keys.importFaults(project, id),
    queryFn: ({ signal }) =>
      call(importsContract.faults, { params: { project, id }, query: { limit: 20 }, signal }),
  });
};

const useKeep = () => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  return (found: Previewed) => {
    cache.setQueryData(keys.import(project, found.id), found);
    void cache.invalidateQueries({ queryKey: keys.importList(project) });
  };
};

/** Brings a file. */
export const useBring = () => {
  const { slug: project } = useProject();
  const onSuccess = useKeep();
  return useMutation({
    mutationFn: ({ file, format }: { file: File; format: SourceFormatName }) =>
      sendFile(importsContract.upload, {
        params: { project },
        query: { format, name: file.name.slice(0, 200) },
        file,
      }),
    onSuccess,
  });
};

/** Changes what becomes of the columns and labels of an import. */
export const useChange = (id: string) => {
  const { slug: project } = useProject();
  const onSuccess = useKeep();
  return useMutation({
    mutationFn: (body: SentBody<typeof importsContract.change>) =>
      call(importsContract.change, { params: { project, id }, body }),
    onSuccess,
  });
};

/** Starts an import. */
export const useStart = (id: string) => {
  const { slug: project } = useProject();
  const onSuccess = useKeep();
  return useMutation({
    mutationFn: () => call(importsContract.start, { params: { project, id } }),
    onSuccess,
  });
};

/** Cancels an import. */
export const useCancel = (id: string) => {
  const { slug: project } = useProject();
  const onSuccess = useKeep();
  return useMutation({
    mutationFn: () => call(importsContract.cancel, { params: { project, id } }),
    onSuccess,
  });
};
