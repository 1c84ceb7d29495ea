import { eq } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { allTime, hourMs } from '../../db/queries/rollups.ts';

/** Counters by `metric model-version-id hour`; those at 0 are left out. */
export type Counters = Record<string, number>;

/** A project's counters as they are kept. */
export const keptCounters = (db: Database, projectId: string): Promise<Counters> =>
  db.read(async (q) => {
    const { rollups } = q.tables;
    const rows = await q.db.select().from(rollups).where(eq(rollups.projectId, projectId));
    const kept = rows.filter((row) => row.n !== 0);
    return Object.fromEntries(kept.map((r) => [`${r.metric} ${r.modelVersionId} ${r.hour}`, Number(r.n)]));
  });

/** A project's counters as its items, reviews and decisions say they must be. */
export const recount = (db: Database, projectId: string): Promise<Counters> =>
  db.read(async (q) => {
    const { items, routings, reviews, decisions } = q.tables;
    const counted: Counters = {};
    const count = (metric: string, modelVersionId: string, at: number | null): void => {
      for (const hour of at === null ? [allTime] : [allTime, at - (at % hourMs)]) {
        const name = `${metric} ${modelVersionId} ${hour}`;
        counted[name] = (counted[name] ?? 0) + 1;
      }
    };

    const routed = await q.db
      .select({ routing: routings, model: items.modelVersionId })
      .from(routings)
      .innerJoin(items, eq(items.id, routings.itemId))
      .where(eq(routings.projectId, projectId));
    for (const { routing, model } of routed) {
      count(routing.destination, model, routing.createdAt);
      if (routing.reasons.includes('audit')) count('audit', model, routing.createdAt);
    }

    for (const review of await q.db.select().from(reviews).where(eq(reviews.projectId, projectId)))
      if (review.state === 'open' || review.state === 'held') count(`waiting_${review.audience}`, '', null);

    const decided = await q.db
      .select({
        decision: decisions,
        review: reviews,
        model: items.modelVersionId,
        modelValue: items.modelValue,
      })
      .from(decisions)
      .innerJoin(reviews, eq(reviews.id, decisions.reviewId))
      .innerJoin(items, eq(items.id, decisions.itemId))
      .where(eq(decisions.projectId, projectId));
    for (const { decision, review, model, modelValue } of decided) {
      if (decision.kind !== 'answer' || decision.standing !== 'standing') continue;
      count('decisions', model, decision.createdAt);
      if (modelValue === null || review.purpose === 'adjudication') continue;
      const how = review.purpose === 'audit' ? 'audit' : review.arm;
      count(`compared_${how}`, model, decision.createdAt);
      if (decision.value === modelValue) count(`agreed_${how}`, model, decision.createdAt);
    }
    return counted;
  });
