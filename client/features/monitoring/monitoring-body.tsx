import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { hasClasses } from '../../../server/domain/label-schema.ts';
import { chartPlans } from '../../../server/domain/measures/charts.ts';
import { rowsInOrder } from '../../../server/domain/measures/rows.ts';
import type { Annotation } from '../../../server/features/monitoring/contract.ts';
import { useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/links.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Instant } from '../../ui/time.tsx';
import { ChartPanel } from './chart-panel.tsx';
import { DriftPanel } from './drift-panel.tsx';
import { rowTitle } from './figure-words.ts';
import type { Shown } from './use-series.ts';
import classes from './monitoring.module.css';

/** Few projects have steps: what lays out their graph is a third of the page. */
const PipelinePanel = lazy(async () => ({ default: (await import('./pipeline-panel.tsx')).PipelinePanel }));

/** The rows of charts that the project wants, in its order, and what happened meanwhile. */
export const MonitoringBody = ({ shown }: { shown: readonly Shown[] }) => {
  const { schema, monitoredInputs, monitoringRows, pipeline } = useProject();
  const [first] = shown;
  if (first === undefined || first.series.models.length === 0)
    return (
      <EmptyState icon={<IconActivity size={28} />} title={t`Nothing to watch yet`}>
        <Trans>
          Once a model service submits predictions, this page shows how many, what they say and how people
          answer.
        </Trans>
      </EmptyState>
    );
  const plans = chartPlans(monitoredInputs, pipeline).filter(
    ({ chart }) => chart !== 'classes' || hasClasses(schema),
  );
  const rows = rowsInOrder(monitoringRows, monitoredInputs, pipeline).filter(({ isShown }) => isShown);
  const columns = shown.length > 1 ? { base: 1 } : { base: 1, sm: 2, xl: 3 };
  return (
    <Stack gap="xl">
      <DriftPanel model={first.model} />
      {pipeline.length > 0 && (
        <Suspense fallback={<Loading label={t`Loading the pipeline`} height={80} />}>
          <PipelinePanel />
        </Suspense>
      )}
      {rows.map(({ row }) => (
        <section key={row} id={row} className={classes.row} aria-label={rowTitle(row)}>
          <Title order={2} size="h4" mb="sm">
            {rowTitle(row)}
          </Title>
          <SimpleGrid cols={columns} spacing="md">
            {plans
              .filter((plan) => plan.row === row)
              .map((plan) => (
                <ChartPanel key={`${plan.chart} ${plan.input}`} plan={plan} shown={shown} />
              ))}
          </SimpleGrid>
        </section>
      ))}
      {monitoredInputs.length === 0 && <NoInputs />}
      <Happenings annotations={first.series.annotations} />
    </Stack>
  );
};

const NoInputs = () => {
  const { slug } = useProject();
  const mayDeclare = useMay('project.manage');
  return (
    <Text size="sm" c="dimmed">
      <Trans>
        No input is declared, so none is measured.{' '}
        {mayDeclare ? (
          <TextLink {...paths.settings(slug)} inherit underline="always">
            <Trans>Declare inputs in the settings</Trans>
          </TextLink>
        ) : (
          t`A lead declares inputs in the settings.`
        )}
      </Trans>
    </Text>
  );
};

const Happenings = ({ annotations }: { annotations: readonly Annotation[] }) =>
  annotations.length > 0 && (
    <Paper component="section" p="md" aria-labelledby="meanwhile">
      <Title order={2} size="h5" id="meanwhile" mb={4}>
        <Trans>What happened meanwhile</Trans>
      </Title>
      <ul className={classes.happenings}>
        {annotations.toReversed().map(({ at, title, note }) => (
          <li key={`${at} ${title}`}>
            <Instant at={at} /> · <b>{title}</b>
            {note !== '' && ` · ${note}`}
          </li>
        ))}
      </ul>
    </Paper>
  );
