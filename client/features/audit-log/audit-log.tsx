import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Center } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import type { ReplyOf } from '../../../server/contract/route.ts';
import type { auditLogContract } from '../../../server/features/audit-log/contract.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import classes from './audit-log.module.css';
import { EntryLine } from './entry-line.tsx';
import { locale } from '../../ui/locale.ts';

type Page = ReplyOf<typeof auditLogContract.project>;
export type AuditEntry = Page['rows'][number];

type Props = {
  queryKey: QueryKey;
  fetchPage: (query: { cursor?: string; limit: number }, signal: AbortSignal) => Promise<Page>;
  /** Whether each line says which project it belongs to. */
  withProject: boolean;
};

const dayOf = (at: string): string => new Date(at).toDateString();
const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });

/** The entries of one day, as the reader's clock counts days. */
const byDay = (rows: readonly AuditEntry[]): { day: string; entries: AuditEntry[] }[] => {
  const days: { day: string; entries: AuditEntry[] }[] = [];
  for (const entry of rows) {
    const last = days.at(-1);
    const day = dayOf(entry.at);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
};

/** The log, a day under each heading, page by page. */
export const AuditLog = ({ queryKey, fetchPage, withProject }: Props) => {
  const log = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      fetchPage({ limit: 50, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '', // the first page
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? [];
  if (log.isPending) return <Loading label={t`Loading the log`} />;
  if (log.isError && rows.length === 0)
    return (
      <ErrorPanel error={log.error} title={t`The log cannot be shown`} onRetry={() => void log.refetch()} />
    );
  if (rows.length === 0)
    return (
      <EmptyState icon={<IconHistory size={28} />} title={t`Nothing has been changed yet`}>
        <Trans>
          As soon as somebody changes the policy, the label schema, people, keys or settings, it stands here.
        </Trans>
      </EmptyState>
    );
  return (
    <div className={classes.log}>
      {byDay(rows).map(({ day, entries }) => (
        <section key={day} aria-label={dayFormat.format(new Date(day))}>
          <h2 className={classes.day}>{dayFormat.format(new Date(day))}</h2>
          <ol className={classes.entries}>
            {entries.map((entry) => (
              <EntryLine key={entry.id} entry={entry} withProject={withProject} />
            ))}
          </ol>
        </section>
      ))}
      {log.isFetchNextPageError && (
        <ErrorPanel
          error={log.error}
          title={t`No further entries`}
          onRetry={() => void log.fetchNextPage()}
        />
      )}
      {log.hasNextPage && (
        <Center py="lg">
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            <Trans>Show earlier changes</Trans>
          </Button>
        </Center>
      )}
    </div>
  );
};
