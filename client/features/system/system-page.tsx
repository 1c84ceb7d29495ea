import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Select, SimpleGrid, Stack, Title } from '@mantine/core';
import { IconServer } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { systemCharts, systemRows, type SystemRow } from '../../../server/domain/system/charts.ts';
import { systemContract, type SystemSeries } from '../../../server/features/system/contract.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { paths, type SystemSearch } from '../../paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { AdminsOnly } from '../../ui/permitted.tsx';
import { RangeControl, usualRange } from '../../ui/range-control.tsx';
import { rangeFacts } from '../../ui/ranges.ts';
import { SystemPanel } from './system-panel.tsx';
import { rowWords } from './system-words.ts';

/** How the software itself does, over time. */
export const SystemPage = () => (
  <AdminsOnly title={t`System`}>
    <System />
  </AdminsOnly>
);

const useSystem = ({ range = usualRange, instance }: SystemSearch) => {
  const { length, every } = rangeFacts[range];
  return useQuery({
    queryKey: keys.system({ range, instance: instance ?? null }),
    queryFn: ({ signal }) => {
      const to = Date.now();
      const time = { from: new Date(to - length).toISOString(), to: new Date(to).toISOString() };
      return call(systemContract.series, {
        query: { ...time, ...(instance === undefined ? {} : { instance }) },
        signal,
      });
    },
    refetchInterval: every,
    placeholderData: keepPreviousData,
  });
};

const Rows = ({ series }: { series: SystemSeries }) =>
  series.instances.length === 0 ? (
    <EmptyState icon={<IconServer size={28} />} title={t`Nothing was measured yet`}>
      <Trans>Each instance of the server writes down once a minute how it does.</Trans>
    </EmptyState>
  ) : (
    <Stack gap="xl">
      {Object.keys(systemRows).map((name) => {
        const row = name as SystemRow; // the record's own keys
        return (
          <section key={row} aria-label={rowWords[row]}>
            <Title order={2} size="h4" mb="sm">
              {rowWords[row]}
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="md">
              {systemCharts
                .filter((one) => one.row === row)
                .map(({ chart }) => (
                  <SystemPanel key={chart} chart={chart} series={series} />
                ))}
            </SimpleGrid>
          </section>
        );
      })}
    </Stack>
  );

const System = () => {
  const search = useSearch({ from: '/signed-in/admin/system' });
  const navigate = useNavigate();
  const { data, error, refetch } = useSystem(search);
  const show = (next: SystemSearch) => void navigate({ ...paths.system(next), replace: true });
  const { instance = null } = search;
  const instances = [...new Set([...(data?.instances ?? []), ...(instance === null ? [] : [instance])])];
  return (
    <>
      <PageHeader
        title={t`System`}
        description={t`How the software itself does, as each instance writes it down minute by minute.`}
      />
      <Group gap="md" mb="md">
        <RangeControl value={search.range} onChange={(range) => show({ ...search, range })} />
        {instances.length > 0 && (
          <Select
            aria-label={t`Instance`}
            placeholder={t`All instances together`}
            data={instances}
            value={instance}
            clearable
            clearButtonProps={{ 'aria-label': t`All instances together` }}
            w={300}
            maw="100%"
            onChange={(chosen) => show({ ...search, instance: chosen ?? undefined })}
          />
        )}
      </Group>
      {data !== undefined && <Rows series={data} />}
      {data === undefined &&
        (error === null ? (
          <Loading label={t`Loading what was measured`} />
        ) : (
          <ErrorPanel
            error={error}
            title={t`What was measured cannot be shown`}
            onRetry={() => void refetch()}
          />
        ))}
    </>
  );
};
