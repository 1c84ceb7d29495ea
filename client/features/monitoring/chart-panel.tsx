import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Box, Group, Paper, SimpleGrid, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ChartPlan } from '../../../server/domain/measures/charts.ts';
import { figures } from '../../../server/domain/measures/figures.ts';
import { fewestTold } from '../../../server/domain/measures/guard.ts';
import type { MonitoringChart, MonitoringSeries } from '../../../server/features/monitoring/contract.ts';
import { useMay, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import type { Axis } from '../../ui/axis.ts';
import { TextLink } from '../../ui/links.tsx';
import { ChartHead } from '../../ui/chart-head.tsx';
import { SeriesChart } from '../../ui/series-chart.tsx';
import { valueAxis } from '../../ui/series-geometry.ts';
import { SeriesTable } from '../../ui/series-table.tsx';
import { ViewButton } from '../../ui/view-button.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { curveOf, itemsBehind } from './curves.ts';
import { chartWords, metricTitle } from './figure-words.ts';
import type { Shown } from './use-series.ts';
import classes from '../../ui/series.module.css';

const chartOf = (series: MonitoringSeries | null, plan: ChartPlan): MonitoringChart | null =>
  series?.charts.find(
    ({ chart, input, step }) => chart === plan.chart && input === plan.input && step === plan.step,
  ) ?? null;

/** What a chart is called, and how to read it; one of a step's metric by that too. */
const titleOf = ({ chart, input, step }: ChartPlan): readonly [title: string, hint: string] => {
  const [title, hint] = chartWords[chart];
  return input === null || step === null ? [title, hint] : [t`${title} of “${metricTitle(input)}”`, hint];
};

const hasAny = (chart: MonitoringChart): boolean => chart.lines.some(({ all }) => all.n > 0);

/** One axis for all that stands side by side. */
const axisFor = ({ figures: [figure] }: ChartPlan, charts: readonly (MonitoringChart | null)[]): Axis => {
  const values = charts.flatMap((chart) =>
    (chart?.lines ?? []).flatMap(({ points }) =>
      points.flatMap(({ value }) => (value === null ? [] : [value])),
    ),
  );
  return valueAxis(values, figure ? figures[figure].unit : 'number');
};

type VersionProps = { plan: ChartPlan; shown: Shown; axis: Axis; asTable: boolean; isNamed: boolean };

/** A chart of one model version, or of all. */
const OfVersion = ({ plan, shown: { model, series, before }, axis, asTable, isNamed }: VersionProps) => {
  const [title, hint] = titleOf(plan);
  const { schema } = useProject();
  const chart = chartOf(series, plan);
  const curvesOf = (of: MonitoringChart | null) => of?.lines.map((line) => curveOf(line, schema)) ?? null;
  const curves = curvesOf(chart) ?? [];
  const label = t`${title}: ${hint}${model === null ? '' : `, ${model}`}. The table has its numbers.`;
  const search = itemsBehind(plan.chart, { from: series.from, to: series.to, model });
  return (
    <Box>
      {isNamed && (
        <Text size="xs" fw={550} mb={4} truncate>
          {model ?? t`All model versions`}
        </Text>
      )}
      {chart === null || !hasAny(chart) ? (
        <div className={classes.nothing}>
          <Trans>Nothing in this time</Trans>
        </div>
      ) : asTable ? (
        <SeriesTable curves={curves} label={t`${title}, step by step`} />
      ) : (
        <>
          <SeriesChart
            curves={curves}
            before={curvesOf(chartOf(before, plan))}
            time={series}
            marks={series.annotations}
            axis={axis}
            label={label}
          />
          <ChartLegend chart={chart} search={search} />
        </>
      )}
    </Box>
  );
};

const answering: ReadonlySet<ChartPlan['chart']> = new Set(['classes', 'nulls', 'confidence']);

/** Why a reader who may be asked to judge blind is told less of what the model answered. */
const Blurred = ({ chart, step }: Pick<ChartPlan, 'chart' | 'step'>) =>
  useMay('reviews.work') &&
  (answering.has(chart) || step !== null) && (
    <Text size="xs" c="dimmed" mt={4}>
      <Trans>You may be asked to judge blind: told from {fewestTold} items on, in whole percents.</Trans>
    </Text>
  );

/** One chart, of the model versions that are set side by side; its table and its items are one click away. */
export const ChartPanel = ({ plan, shown }: { plan: ChartPlan; shown: readonly Shown[] }) => {
  const { slug } = useProject();
  const [asTable, { toggle }] = useDisclosure();
  const [title, hint] = titleOf(plan);
  const axis = axisFor(
    plan,
    shown.flatMap(({ series, before }) => [chartOf(series, plan), chartOf(before, plan)]),
  );
  const [first] = shown;
  const id = `${plan.chart} ${plan.step ?? ''} ${plan.input ?? ''}`.replaceAll(/\s+/g, '-');
  return (
    <Paper component="section" p="md" aria-labelledby={id}>
      <ChartHead id={id} title={title} hint={hint}>
        <Group gap="sm" wrap="nowrap">
          {first && (
            <TextLink
              size="xs"
              aria-label={t`Items behind ${title}`}
              {...paths.items(
                slug,
                itemsBehind(plan.chart, {
                  from: first.series.from,
                  to: first.series.to,
                  model: shown.length === 1 ? first.model : null,
                }),
              )}
            >
              <Trans>Items</Trans>
            </TextLink>
          )}
          <ViewButton asTable={asTable} onClick={toggle} />
        </Group>
      </ChartHead>
      <SimpleGrid cols={{ base: 1, sm: shown.length }} spacing="lg">
        {shown.map((one) => (
          <OfVersion
            key={one.model ?? ''}
            plan={plan}
            shown={one}
            axis={axis}
            asTable={asTable}
            isNamed={shown.length > 1}
          />
        ))}
      </SimpleGrid>
      <Blurred chart={plan.chart} step={plan.step} />
    </Paper>
  );
};
