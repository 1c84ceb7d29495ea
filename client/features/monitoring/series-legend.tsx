import { figures } from '../../../server/domain/measures/figures.ts';
import { wilson } from '../../../server/domain/statistics/intervals.ts';
import type { MonitoringChart, MonitoringLine } from '../../../server/features/monitoring/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths, type ItemsSearch } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText, enough, percentText } from '../../ui/proportion.tsx';
import { curveKey, curveTitle } from './curves.ts';
import { valueText } from './figure-words.ts';
import classes from './chart.module.css';

/** A figure over the whole time, with its interval where it is a share of enough, and how much stands behind it. */
const allText = ({ figure, all: { value, n } }: MonitoringLine): string => {
  if (value === null || n === 0) return '–';
  if (figures[figure].unit !== 'share' || figure.startsWith('confidence')) return valueText(figure, value);
  if (n < enough) return 'not enough yet';
  const { low, high } = wilson(value * n, n);
  return `${percentText(value)} (${((low ?? 0) * 100).toFixed(1)} – ${percentText(high ?? 1)})`;
};

type Props = {
  chart: MonitoringChart;
  /** What leads to the items behind the chart. */
  search: ItemsSearch;
};

/** What each curve is, and what it comes to over the whole time; a class leads to its items. */
export const SeriesLegend = ({ chart, search }: Props) => {
  const { slug, schema } = useProject();
  const n = Math.max(0, ...chart.lines.map(({ all }) => all.n));
  return (
    <ul className={classes.legend}>
      {chart.lines.map((line, i) => {
        const { figure, category } = line;
        const title = curveTitle(line, schema);
        const own = figure === 'class_share' && schema.classes.find(({ name }) => name === category);
        return (
          <li key={curveKey(line)}>
            <span
              className={classes.swatch}
              data-curve={i}
              style={own ? { background: own.color } : undefined}
              aria-hidden
            />
            {figure === 'class_share' && category !== null ? (
              <TextLink {...paths.items(slug, { ...search, predicted: category })} size="xs">
                {title}
              </TextLink>
            ) : (
              title
            )}{' '}
            <b>{allText(line)}</b>
          </li>
        );
      })}
      <li>n = {countText(n)}</li>
    </ul>
  );
};
