import type { Queryable } from '../../../../db/database.ts';
import type { ProjectState } from '../../../http/handler.ts';

/**
 * What a metric is asked for: as of now, and of the time since an instant where it has a window (epoch milliseconds).
 * `leastCases`: a share of fewer is no data.
 */
export type Asked = { project: ProjectState; now: number; since: number; leastCases: number };

/** A value, and of a share how many cases it is of. */
export type Measured = { value: number; cases?: number };

/** Reads a metric; null: there is nothing to measure. */
export type MetricReader = (q: Queryable, asked: Asked) => Promise<Measured | null>;

/** A share of so many cases; of none there is no share. */
export const shareOf = (k: number, n: number): Measured | null => (n > 0 ? { value: k / n, cases: n } : null);

/** How many seconds ago something was (epoch milliseconds); 0 where it was not. */
export const secondsSince = (since: number | null, now: number): number =>
  since === null ? 0 : Math.max(0, now - since) / 1000;
