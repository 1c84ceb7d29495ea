import { t } from '@lingui/core/macro';
import { Group, MultiSelect, Switch } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay, useProject } from '../../api/queries.ts';
import { useModelNames } from '../../api/use-model-names.ts';
import { paths, type MonitoringSearch } from '../../paths.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { RangeControl, usualRange } from '../../ui/range-control.tsx';
import type { TimeRange } from '../../ui/ranges.ts';
import { ArrangeRows } from './arrange-rows.tsx';
import { MonitoringBody } from './monitoring-body.tsx';
import { QueueLine } from './queue-line.tsx';
import { useSeries } from './use-series.ts';

/** What comes in, what the model says of it and what people make of it, over time. */
export const MonitoringPage = () => (
  <Permitted title={t`Monitoring`} needs="evidence.read">
    <Monitoring />
  </Permitted>
);

/** So many model versions fit side by side. */
const mostVersions = 3;

type ControlProps = {
  search: MonitoringSearch;
  range: TimeRange;
  onChange: (next: MonitoringSearch) => void;
};

/** The model versions that the address names; null: all together. */
const versionsOf = ({ models }: MonitoringSearch): (string | null)[] => {
  const named = (models ?? '').split(',').filter((model) => model !== '');
  return named.length === 0 ? [null] : named.slice(0, mostVersions);
};

const Controls = ({ search, range: shown, onChange }: ControlProps) => {
  const names = useModelNames();
  const chosen = versionsOf(search).flatMap((model) => model ?? []);
  return (
    <Group gap="md" mb="sm" align="center">
      <RangeControl value={shown} onChange={(range) => onChange({ ...search, range })} />
      {names.length > 0 && (
        <MultiSelect
          aria-label={t`Model versions side by side`}
          placeholder={chosen.length === 0 ? t`All model versions` : ''}
          data={[...new Set([...names, ...chosen])]}
          value={chosen}
          maxValues={mostVersions}
          clearable
          clearButtonProps={{ 'aria-label': t`All model versions` }}
          w={300}
          maw="100%"
          onChange={(models) => onChange({ ...search, models: models.join(',') || undefined })}
        />
      )}
      <Switch
        label={t`Compare with the week before`}
        checked={search.compare === 'week'}
        onChange={({ currentTarget: { checked } }) =>
          onChange({ ...search, compare: checked ? 'week' : undefined })
        }
      />
    </Group>
  );
};

/** A project so young, in milliseconds, is looked at by the hour: a day would be an empty page with dots at its edge. */
const young = 3 * 3_600_000;

const Monitoring = () => {
  const { slug, createdAt } = useProject();
  const mayArrange = useMay('project.manage');
  const search = useSearch({ from: '/signed-in/projects/$project/monitoring' });
  const navigate = useNavigate();
  const [isYoung] = useState(() => Date.now() - Date.parse(createdAt) < young);
  const range = search.range ?? (isYoung ? 'hour' : usualRange);
  const { shown, error, retry } = useSeries(slug, {
    range,
    models: versionsOf(search),
    isCompared: search.compare === 'week',
  });
  return (
    <>
      <PageHeader
        title={t`Monitoring`}
        description={t`What comes in, what the model says of it and what people make of it, over time.`}
        actions={mayArrange && <ArrangeRows />}
      />
      <Controls
        search={search}
        range={range}
        onChange={(next) => void navigate({ ...paths.monitoring(slug, next), replace: true })}
      />
      <QueueLine />
      {shown !== null && <MonitoringBody shown={shown} />}
      {shown === null &&
        (error === null ? (
          <Loading label={t`Loading what was measured`} />
        ) : (
          <ErrorPanel error={error} title={t`What was measured cannot be shown`} onRetry={retry} />
        ))}
    </>
  );
};
