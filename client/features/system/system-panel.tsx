import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Paper } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { SystemChart } from '../../../server/domain/system/charts.ts';
import { systemFigures } from '../../../server/domain/system/figures.ts';
import type { SystemLine, SystemSeries } from '../../../server/features/system/contract.ts';
import { ChartHead } from '../../ui/chart-head.tsx';
import { SeriesChart } from '../../ui/series-chart.tsx';
import { valueAxis, type Curve } from '../../ui/series-geometry.ts';
import { SeriesLegend } from '../../ui/series-legend.tsx';
import { SeriesTable } from '../../ui/series-table.tsx';
import { unitText } from '../../ui/unit-text.ts';
import { ViewButton } from '../../ui/view-button.tsx';
import classes from '../../ui/series.module.css';
import { categoryText, chartWords, figureWords } from './system-words.ts';

const curveOf = ({ figure, category, points }: SystemLine): Curve => ({
  key: `${figure} ${category ?? ''}`,
  title: category === null ? figureWords[figure] : categoryText(category),
  unit: systemFigures[figure].unit,
  color: null,
  points,
});

const axisOf = (curves: readonly Curve[]) => {
  const values = curves.flatMap(({ points }) =>
    points.flatMap(({ value }) => (value === null ? [] : [value])),
  );
  return valueAxis(values, curves[0]?.unit ?? 'count');
};

type Props = { chart: SystemChart; series: SystemSeries };

/** One chart about the software; its table is one click away. */
export const SystemPanel = ({ chart, series }: Props) => {
  const [asTable, { toggle }] = useDisclosure();
  const [title, hint] = chartWords[chart];
  const lines = (series.charts.find((one) => one.chart === chart)?.lines ?? []).filter(
    ({ all }) => all.n > 0,
  );
  const curves = lines.map(curveOf);
  const entries = lines.map((line) => {
    const curve = curveOf(line);
    return { curve, all: unitText(curve.unit, line.all.value) };
  });
  return (
    <Paper component="section" p="md" aria-labelledby={chart}>
      <ChartHead id={chart} title={title} hint={hint}>
        {lines.length > 0 && <ViewButton asTable={asTable} onClick={toggle} />}
      </ChartHead>
      {lines.length === 0 ? (
        <div className={classes.nothing}>
          <Trans>Nothing in this time</Trans>
        </div>
      ) : asTable ? (
        <SeriesTable curves={curves} label={t`${title}, step by step`} />
      ) : (
        <>
          <SeriesChart
            curves={curves}
            time={series}
            axis={axisOf(curves)}
            label={t`${title}: ${hint}. The table has its numbers.`}
          />
          <SeriesLegend entries={entries} n={Math.max(...lines.map(({ all }) => all.n))} />
        </>
      )}
    </Paper>
  );
};
