import type { ChartName } from '../../../server/domain/measures/charts.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import { classNamed } from '../../../server/domain/label-schema.ts';
import type { MonitoringLine } from '../../../server/features/monitoring/contract.ts';
import { figures } from '../../../server/domain/measures/figures.ts';
import type { ItemsSearch } from '../../paths.ts';
import type { Curve } from '../../ui/series-geometry.ts';
import { figureWords } from './figure-words.ts';

/** What a curve is called: a class by its title. */
const titleOf = ({ figure, category }: MonitoringLine, schema: LabelSchema): string => {
  if (category === null) return figureWords[figure];
  return figure === 'class_share' ? (classNamed(schema, category)?.title ?? category) : category;
};

/** A line as it is drawn: a class in its own colour. */
export const curveOf = (line: MonitoringLine, schema: LabelSchema): Curve => {
  const { figure, category, points } = line;
  const own = figure === 'class_share' && classNamed(schema, category);
  return {
    key: `${figure} ${category ?? ''}`,
    title: titleOf(line, schema),
    unit: figures[figure].unit,
    color: own ? own.color : null,
    points,
  };
};

/** The items behind each chart, as far as the list of items can be narrowed down to them. */
const behind: Record<ChartName, ItemsSearch> = {
  intake: {},
  automated: { destination: 'auto' },
  repeats: {},
  classes: {},
  confidence: {},
  nulls: { destination: 'review' },
  latency: {},
  overrides: { asked: 'assisted' },
  decisions: { status: 'labelled' },
  time_to_label: { destination: 'review', status: 'labelled' },
  passes: { status: 'in_review' },
  values: {},
  categories: {},
  faults: {},
  step_outcomes: {},
  step_latency: {},
};

/** The filters that lead to the items behind a chart, of one model version where it is about one. */
export const itemsBehind = (
  chart: ChartName,
  { from, to, model }: { from: string; to: string; model: string | null },
): ItemsSearch => ({ ...behind[chart], from, to, model: model ?? undefined });
