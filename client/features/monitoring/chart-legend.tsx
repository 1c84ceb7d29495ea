import { t } from '@lingui/core/macro';
import { figures } from '../../../server/domain/measures/figures.ts';
import { wilson } from '../../../server/domain/statistics/intervals.ts';
import type { MonitoringChart, MonitoringLine } from '../../../server/features/monitoring/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths, type ItemsSearch } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { enough, percentText } from '../../ui/proportion.tsx';
import { SeriesLegend } from '../../ui/series-legend.tsx';
import { curveOf } from './curves.ts';
import { valueText } from './figure-words.ts';
import { decimalText } from '../../ui/decimal-text.ts';

/** A figure over the whole time, with its interval where it is a share of enough, and how much stands behind it. */
const allText = ({ figure, all: { value, n } }: MonitoringLine): string => {
  if (value === null || n === 0) return '–';
  if (figures[figure].unit !== 'share' || figure.startsWith('confidence')) return valueText(figure, value);
  if (n < enough) return t`not enough yet`;
  const { low, high } = wilson(value * n, n);
  return `${percentText(value)} (${decimalText((low ?? 0) * 100, 1)} – ${percentText(high ?? 1)})`;
};

type Props = {
  chart: MonitoringChart;
  /** What leads to the items behind the chart. */
  search: ItemsSearch;
};

/** What each curve is, and what it comes to over the whole time; a class leads to its items. */
export const ChartLegend = ({ chart: { lines }, search }: Props) => {
  const { slug, schema } = useProject();
  const entries = lines.map((line) => {
    const curve = curveOf(line, schema);
    const all = allText(line);
    if (line.figure !== 'class_share' || line.category === null) return { curve, all };
    const items = paths.items(slug, { ...search, predicted: line.category });
    const name = (
      <TextLink {...items} size="xs">
        {curve.title}
      </TextLink>
    );
    return { curve, all, name };
  });
  return <SeriesLegend entries={entries} n={Math.max(0, ...lines.map(({ all }) => all.n))} />;
};
