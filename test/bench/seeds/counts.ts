import { hourMs, type RollupChange } from '../../../db/queries/rollups.ts';
import type { ItemRows } from './items.ts';
import type { Place } from './place.ts';

/**
 * Adds what the counters are to count of some rows to `counted`, which has one change for each counter and hour. The rows'
 * times are so many milliseconds after `start`.
 */
export const countsOf = (
  rows: ItemRows,
  { modelVersionId }: Place,
  start: number,
  counted: Map<string, RollupChange>,
): void => {
  const add = (metric: RollupChange['metric'], model: string, at: number | null, n: number): void => {
    const hour = at === null ? null : at - (at % hourMs);
    const name = `${metric} ${hour}`;
    const known = counted.get(name);
    if (known) known.n += n;
    else counted.set(name, { metric, modelVersionId: model, at: hour, n });
  };
  const count = (metric: RollupChange['metric'], at: number): void =>
    add(metric, modelVersionId, start + at, 1);
  for (const { destination, receivedAt } of rows.items) count(destination, receivedAt);
  for (const { purpose, createdAt } of rows.reviews) if (purpose === 'audit') count('audit', createdAt);
  const audits = new Set(rows.reviews.filter(({ purpose }) => purpose === 'audit').map(({ id }) => id));
  for (const { createdAt, arm, reviewId } of rows.decisions) {
    const way = audits.has(reviewId) ? 'audit' : arm;
    for (const metric of ['decisions', `compared_${way}`, `agreed_${way}`] as const) count(metric, createdAt);
  }
  add('waiting_inspector', '', null, rows.reviews.filter(({ state }) => state === 'open').length);
};
