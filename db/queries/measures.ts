import { and, asc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Measure, MeasureChange, MeasureMetric } from '../../server/domain/measures/metrics.ts';
import { startOf, type Span } from '../../server/domain/measures/spans.ts';
import { defineSums } from '../add-sums.ts';
import type { Queryable, Transaction } from '../database.ts';

const add = defineSums(
  'measures',
  ['projectId', 'metric', 'start', 'span', 'modelVersionId', 'part', 'bin'],
  ['n', 'sum'],
);

/** Changes of one row, added up: a batch of hundreds comes to a few dozen rows. */
const addedUp = (changes: readonly MeasureChange[]): MeasureChange[] => {
  const rows = new Map<string, MeasureChange>();
  for (const change of changes) {
    const { metric, modelVersionId, part, bin, n, sum } = change;
    const key = `${metric}\0${modelVersionId}\0${part}\0${bin}`;
    const known = rows.get(key);
    if (known) {
      known.n += n;
      known.sum += sum;
    } else rows.set(key, { ...change });
  }
  return [...rows.values()];
};

/** Adds to a project's measures of the minute that an instant (epoch milliseconds) lies in. */
export const addMeasures = (
  tx: Transaction,
  projectId: string,
  changes: readonly MeasureChange[],
  at: number,
): Promise<void> =>
  add(
    tx,
    addedUp(changes).map((change) => ({ projectId, ...change, start: startOf(at, 1), span: 1 })),
  );

/**
 * Which measures: of these metrics, of all model versions or of one, in the stretches that begin from one instant up to
 * another (epoch milliseconds). What is older is kept in longer stretches, each in or out as a whole.
 */
export type MeasureFilter = {
  metrics: readonly MeasureMetric[];
  modelVersionId?: string | undefined;
  from: number;
  to: number;
};

const filtered = (
  { tables: { measures: m } }: Queryable,
  projectId: string,
  { metrics, modelVersionId, from, to }: MeasureFilter,
) =>
  and(
    eq(m.projectId, projectId),
    inArray(m.metric, [...metrics]),
    gte(m.start, from),
    lt(m.start, to),
    modelVersionId === undefined ? undefined : eq(m.modelVersionId, modelVersionId),
  );

const columns = ({ tables: { measures: m } }: Queryable) => ({
  metric: m.metric,
  modelVersionId: m.modelVersionId,
  part: m.part,
  bin: m.bin,
  n: sql<number>`sum(${m.n})`.mapWith(Number),
  sum: sql<number>`sum(${m.sum})`.mapWith(Number),
});

/** Measures added up over a stretch of time, by metric, model version, part and bin. */
export const measuresBetween = async (
  q: Queryable,
  projectId: string,
  filter: MeasureFilter,
): Promise<Measure[]> => {
  const { measures: m } = q.tables;
  return q.db
    .select(columns(q))
    .from(m)
    .where(filtered(q, projectId, filter))
    .groupBy(m.metric, m.modelVersionId, m.part, m.bin);
};

/** The same step by step, of all model versions together; `at` is where each begins (epoch milliseconds). */
export const measuresByStep = async (
  q: Queryable,
  projectId: string,
  filter: MeasureFilter,
  step: number,
): Promise<(Measure & { at: number })[]> => {
  const { measures: m } = q.tables;
  const length = sql.raw(String(step * 60_000));
  const at = sql<number>`${m.start} - ${m.start} % ${length}`.mapWith(Number);
  const { modelVersionId: _, ...told } = columns(q);
  const rows = await q.db
    .select({ ...told, at })
    .from(m)
    .where(filtered(q, projectId, filter))
    .groupBy(m.metric, m.part, m.bin, at);
  return rows.map((row) => ({ ...row, modelVersionId: filter.modelVersionId ?? '' }));
};

/** The oldest measures of a span that begin before an instant: whose, and where they begin; null: there are none. */
export const oldestMeasures = async (
  q: Queryable,
  span: Span,
  before: number,
): Promise<{ projectId: string; start: number } | null> => {
  const { measures: m } = q.tables;
  const [row] = await q.db
    .select({ projectId: m.projectId, start: m.start })
    .from(m)
    .where(and(eq(m.span, span), lt(m.start, before)))
    .orderBy(asc(m.start), asc(m.projectId))
    .limit(1);
  return row ?? null;
};

/**
 * Adds a project's measures of a span, in one stretch of the next longer one, to that one's. What is taken away and what
 * is added are one transaction, and each row is taken away once.
 */
export const foldMeasures = async (
  tx: Transaction,
  projectId: string,
  { span, next, start }: { span: Span; next: Span; start: number },
): Promise<void> => {
  const { measures: m } = tx.tables;
  const end = start + next * 60_000;
  const rows = await tx.db
    .delete(m)
    .where(and(eq(m.span, span), gte(m.start, start), lt(m.start, end), eq(m.projectId, projectId)))
    .returning();
  await add(
    tx,
    rows.map((row) => ({ ...row, start, span: next })),
  );
};
