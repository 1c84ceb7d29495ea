import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { StepReports } from '../../server/domain/pipeline/steps.ts';
import type { Json } from '../../server/domain/words.ts';
import type { Queryable } from '../database.ts';
import { clocksApart, idAt } from '../id-at.ts';
import type { Inputs } from '../tables/items.ts';
import { withheldFrom, type ItemReader } from './blind.ts';

/** An item with what drift is told from. `receivedAt` is epoch milliseconds. */
export type MeasuredItem = {
  id: string;
  key: string;
  modelValue: Json;
  confidence: number | null;
  inputs: Inputs;
  /** What the steps of the pipeline made of it; null: nothing was said of any. */
  steps: StepReports | null;
  /** Whether the reader may yet judge it blind. */
  withheld: boolean;
  receivedAt: number;
};

/** Whose items, and when they came in: from one moment up to another (epoch milliseconds). */
export type MeasuredFilter = { modelVersionId: string; from: number; to: number };

/** A model version's items of a time, newest first, from before one on (null: from the last). */
export const measuredItems = async (
  q: Queryable,
  { projectId, judgeId }: ItemReader,
  { modelVersionId, from, to }: MeasuredFilter,
  before: string | null,
  limit: number,
): Promise<MeasuredItem[]> => {
  const { items: i, payloads: p } = q.tables;
  return q.db
    .select({
      id: i.id,
      key: i.key,
      modelValue: i.modelValue,
      confidence: i.confidence,
      inputs: p.inputs,
      steps: p.steps,
      withheld: withheldFrom(q, judgeId),
      receivedAt: i.receivedAt,
    })
    .from(i)
    .innerJoin(p, eq(p.itemId, i.id))
    .where(
      and(
        eq(i.projectId, projectId),
        gte(i.id, idAt(from - clocksApart)),
        lt(i.id, before ?? idAt(to + clocksApart)),
        eq(i.modelVersionId, modelVersionId),
        gte(i.receivedAt, from),
        lt(i.receivedAt, to),
      ),
    )
    .orderBy(desc(i.id))
    .limit(limit);
};

/** What people see of items, by their ids. */
export const payloadsOf = async (q: Queryable, ids: readonly string[]): Promise<Map<string, Json>> => {
  const { payloads: p } = q.tables;
  const rows = await q.db
    .select({ id: p.itemId, payload: p.payload })
    .from(p)
    .where(inArray(p.itemId, [...ids]));
  return new Map(rows.map(({ id, payload }) => [id, payload]));
};

/** What people see of an item, by its id; null where there is none. */
export const payloadOf = async (q: Queryable, id: string): Promise<Json> =>
  (await payloadsOf(q, [id])).get(id) ?? null;
