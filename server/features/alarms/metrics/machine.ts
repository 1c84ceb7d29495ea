import { measuresBetween } from '../../../../db/queries/measures.ts';
import { databaseBytes } from '../../../../db/queries/monitoring.ts';
import { meanOf } from '../../../domain/measures/quantile.ts';
import { spanAt, startOf } from '../../../domain/measures/spans.ts';
import { noProject } from '../../../domain/system/metrics.ts';
import type { MetricReader } from './reader.ts';

/** Of the instance that is latest, by the mean of its minutes: one that suffers is not hidden by those that do not. */
export const eventLoopDelay: MetricReader = async (q, { now, since }) => {
  const from = startOf(since, spanAt(now - since));
  const measures = await measuresBetween(q, noProject, {
    metrics: ['server_loop_delay'],
    from,
    to: now + 1,
  });
  const late = measures.filter(({ part }) => part === 'p99');
  const means = [...Map.groupBy(late, ({ modelVersionId }) => modelVersionId).values()].map(meanOf);
  const known = means.filter((mean) => mean !== null);
  return known.length === 0 ? null : { value: Math.max(...known) };
};

export const databaseSize: MetricReader = async (q) => ({ value: await databaseBytes(q) });
