import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { monitoringContract, type MonitoringSeries } from '../../../server/features/monitoring/contract.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { rangeFacts, weekMs, type TimeRange } from '../../ui/ranges.ts';

/** What is measured of one model version (null: of all), and what was a week before (null: not asked for). */
export type Shown = { model: string | null; series: MonitoringSeries; before: MonitoringSeries | null };

type Asked = { range: TimeRange; models: readonly (string | null)[]; isCompared: boolean };

/** Reads what is measured of each model version, again and again; `shown` is null until all of it is there. */
export const useSeries = (project: string, { range, models, isCompared }: Asked) => {
  const { length, every } = rangeFacts[range];
  const asked = models.flatMap((model) =>
    (isCompared ? [false, true] : [false]).map((isBefore) => ({ model, isBefore })),
  );
  const results = useQueries({
    queries: asked.map(({ model, isBefore }) => ({
      queryKey: keys.monitoring(project, { range, model, isBefore }),
      queryFn: ({ signal }: { signal: AbortSignal }) => {
        const to = Date.now() - (isBefore ? weekMs : 0);
        const query = {
          from: new Date(to - length).toISOString(),
          to: new Date(to).toISOString(),
          ...(model === null ? {} : { model }),
        };
        return call(monitoringContract.series, { params: { project }, query, signal });
      },
      refetchInterval: every,
      placeholderData: keepPreviousData,
    })),
  });
  const found = (model: string | null, isBefore: boolean) =>
    results[asked.findIndex((one) => one.model === model && one.isBefore === isBefore)]?.data ?? null;
  const shown = models.flatMap((model): Shown[] => {
    const series = found(model, false);
    return series ? [{ model, series, before: isCompared ? found(model, true) : null }] : [];
  });
  return {
    shown: shown.length === models.length ? shown : null,
    error: results.find(({ isError }) => isError)?.error ?? null,
    retry: () => {
      for (const { refetch } of results) void refetch();
    },
  };
};
