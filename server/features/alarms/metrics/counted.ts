import type { Queryable } from '../../../../db/database.ts';
import { counters } from '../../../../db/queries/overview.ts';
import { hourMs } from '../../../../db/queries/rollups.ts';
import type { ComparedWay, RollupMetric } from '../../../domain/rollup-metrics.ts';
import { shareOf, type Asked, type MetricReader } from './reader.ts';

/** Counters are kept by the hour: the first hour counts whole, so that a window is up to an hour longer than asked for. */
const counted = async (
  q: Queryable,
  { project, since }: Asked,
  metrics: RollupMetric[],
): Promise<(metric: RollupMetric) => number> => {
  const found = await counters(q, project.id, metrics, since - (since % hourMs));
  return (metric) => Math.max(0, found[metric] ?? 0);
};

const everCounted = async (q: Queryable, { project }: Asked, metrics: RollupMetric[]): Promise<boolean> => {
  const found = await counters(q, project.id, metrics, null);
  return metrics.some((metric) => (found[metric] ?? 0) > 0);
};

export const intake: MetricReader = async (q, asked) => {
  const n = await counted(q, asked, ['auto', 'review']);
  const value = n('auto') + n('review');
  return value > 0 || (await everCounted(q, asked, ['auto', 'review'])) ? { value } : null;
};

export const answers: MetricReader = async (q, asked) => {
  const value = (await counted(q, asked, ['decisions']))('decisions');
  return value > 0 || (await everCounted(q, asked, ['waiting_inspector', 'waiting_lead'])) ? { value } : null;
};

export const automatedShare: MetricReader = async (q, asked) => {
  const n = await counted(q, asked, ['auto', 'review']);
  return shareOf(n('auto'), n('auto') + n('review'));
};

const agreed =
  (way: ComparedWay): MetricReader =>
  async (q, asked) => {
    const n = await counted(q, asked, [`compared_${way}`, `agreed_${way}`]);
    return shareOf(n(`agreed_${way}`), n(`compared_${way}`));
  };

export const agreementBlind = agreed('blind');
export const agreementAudit = agreed('audit');

export const overrideRate: MetricReader = async (q, asked) => {
  const agreement = await agreed('assisted')(q, asked);
  return agreement && { ...agreement, value: 1 - agreement.value };
};
