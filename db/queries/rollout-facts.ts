import { and, asc, desc, eq, gte, inArray, isNull, max, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { comparedWays, type RollupMetric } from '../../server/domain/rollup-metrics.ts';
import type { Json } from '../../server/domain/words.ts';
import type { Queryable } from '../database.ts';
import type { RolloutCounts } from '../tables/rollouts.ts';
import { isCompared } from './answered-as.ts';
import { allTime, hourMs } from './rollups.ts';

/** Answers or pairs that are looked at, at most: from the rollout's beginning on. */
const most = 20_000;

/** What people said of an item that a version decided, or was to decide. */
export type JudgedByPeople = {
  itemId: string;
  blind: boolean;
  /** Whether the person said what the version said. */
  agreed: boolean;
  /** Whether the label in force, where people stand behind it, is what the version said; null: they do not, yet. */
  right: boolean | null;
  /** When the person answered, and when the label came into force, in epoch milliseconds. */
  answeredAt: number;
  labelledAt: number | null;
};

/** The standing answers on a version's predictions since a moment, oldest first, with what became of their items. */
export const judgedSince = async (
  q: Queryable,
  modelVersionId: string,
  since: number,
): Promise<JudgedByPeople[]> => {
  const { decisions: d, reviews: r, items: i, labels: l } = q.tables;
  const rows = await q.db
    .select({
      itemId: d.itemId,
      arm: r.arm,
      agreed: d.agreed,
      source: l.source,
      right: l.agreed,
      answeredAt: d.createdAt,
      labelledAt: l.decidedAt,
    })
    .from(d)
    .innerJoin(r, eq(r.id, d.reviewId))
    .innerJoin(i, eq(i.id, d.itemId))
    .leftJoin(l, and(eq(l.itemId, d.itemId), isNull(l.supersededAt)))
    .where(
      and(
        eq(d.modelVersionId, modelVersionId),
        sql`${d.standing} = 'standing'`,
        isCompared(q),
        gte(d.createdAt, since),
      ),
    )
    .orderBy(asc(d.createdAt), asc(d.id))
    .limit(most);
  return rows.map(({ arm, source, right, agreed, ...row }) => ({
    ...row,
    blind: arm === 'blind',
    agreed: agreed === true,
    right: source === null || source === 'auto' || source === 'imported' ? null : right,
  }));
};

/** An item on which two versions differed, and the label that people gave it without seeing either. */
export type JudgedPair = { decided: Json; compared: Json; label: Json; isCandidates: boolean; at: number };

/** Items since a moment on which candidate and live differed and people judged blind, in the order of their labels. */
export const judgedPairs = async (
  q: Queryable,
  { candidateId, liveId, since }: { candidateId: string; liveId: string; since: number },
): Promise<JudgedPair[]> => {
  const { comparedPredictions: c, predictions: p, labels: l, routings: t } = q.tables;
  const routed = alias(p, 'routed');
  const between = (one: string, other: string) =>
    and(eq(c.modelVersionId, one), eq(c.againstId, other), gte(c.createdAt, since));
  return q.db
    .select({
      decided: routed.value,
      compared: p.value,
      label: l.value,
      isCandidates: sql<boolean>`${c.modelVersionId} = ${candidateId}`.mapWith(Boolean),
      at: l.decidedAt,
    })
    .from(c)
    .innerJoin(p, eq(p.id, c.predictionId))
    .innerJoin(l, and(eq(l.itemId, c.itemId), isNull(l.supersededAt)))
    .innerJoin(routed, eq(routed.id, l.predictionId))
    .innerJoin(t, eq(t.id, l.routingId))
    .where(
      and(
        or(between(candidateId, liveId), between(liveId, candidateId)),
        sql`NOT ${c.same}`,
        sql`${l.source} <> 'auto'`,
        eq(t.arm, 'blind'),
      ),
    )
    .orderBy(asc(l.seq))
    .limit(most);
};

/** A project's sum of one counter since the beginning of the hour of a moment. */
export const countSince = async (
  q: Queryable,
  projectId: string,
  metric: RollupMetric,
  since: number,
): Promise<number> => {
  const { rollups: r } = q.tables;
  const [row] = await q.db
    .select({ n: sql<number>`coalesce(sum(${r.n}), 0)`.mapWith(Number) })
    .from(r)
    .where(
      and(
        eq(r.projectId, projectId),
        eq(r.metric, metric),
        gte(r.hour, Math.max(since - (since % hourMs), 1)),
      ),
    );
  return row?.n ?? 0;
};

const answerMetrics = comparedWays.flatMap((way) => [`compared_${way}`, `agreed_${way}`] as const);

/**
 * A text that is another one once people have said more of a version's predictions, or something else: of the last label by
 * people in the project, the last answer on the version, and the counters of such answers. It costs three looks at an index.
 */
export const judgedMark = async (
  q: Queryable,
  projectId: string,
  modelVersionId: string,
): Promise<string> => {
  const { labels: l, decisions: d, rollups: r } = q.tables;
  const [label] = await q.db
    .select({ seq: max(l.seq) })
    .from(l)
    .where(and(eq(l.projectId, projectId), sql`${l.source} <> 'auto'`));
  const [answer] = await q.db
    .select({ id: d.id })
    .from(d)
    .where(
      and(
        eq(d.modelVersionId, modelVersionId),
        sql`${d.standing} = 'standing'`,
        sql`${d.agreed} IS NOT NULL`,
      ),
    )
    .orderBy(desc(d.createdAt), desc(d.id))
    .limit(1);
  const counted = await q.db
    .select({ metric: r.metric, n: r.n })
    .from(r)
    .where(
      and(
        eq(r.projectId, projectId),
        inArray(r.metric, answerMetrics),
        eq(r.hour, allTime),
        eq(r.modelVersionId, modelVersionId),
      ),
    )
    .orderBy(asc(r.metric));
  return JSON.stringify([label?.seq ?? 0, answer?.id ?? '', counted.map(({ metric, n }) => [metric, n])]);
};

/** What is counted over all time of the two versions of a rollout. */
export const rolloutCounts = async (
  q: Queryable,
  projectId: string,
  { candidateId, liveId }: { candidateId: string; liveId: string | null },
): Promise<RolloutCounts> => {
  const { rollups: r } = q.tables;
  const metrics = ['versions_compared', 'versions_differ', 'auto', 'review'] as const;
  const rows = await q.db
    .select({ modelVersionId: r.modelVersionId, metric: r.metric, n: r.n })
    .from(r)
    .where(
      and(
        eq(r.projectId, projectId),
        inArray(r.metric, metrics),
        eq(r.hour, allTime),
        inArray(r.modelVersionId, liveId === null ? [candidateId] : [candidateId, liveId]),
      ),
    );
  const sum = (versionId: string | null, ...of: RollupMetric[]) =>
    rows
      .filter((row) => row.modelVersionId === versionId && of.includes(row.metric))
      .reduce((total, { n }) => total + n, 0);
  return {
    candidate: sum(candidateId, 'versions_compared'),
    live: sum(liveId, 'versions_compared'),
    differing: sum(candidateId, 'versions_differ') + sum(liveId, 'versions_differ'),
    asked: sum(liveId, 'auto', 'review'),
  };
};
