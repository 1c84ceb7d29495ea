import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import { basisOf, type EvidenceBasis } from '../../server/domain/evidence.ts';
import type { Queryable } from '../database.ts';
import type { Inputs } from '../tables/items.ts';
import { isCompared } from './answered-as.ts';

/** A place among a model version's answers, in the order in which they were given. */
export type AnswerPlace = { createdAt: number; id: string };

/** A standing answer that is compared with the model's, and what there is to slice it by. */
export type ComparedAnswer = AnswerPlace & {
  basis: EvidenceBasis;
  agreed: boolean;
  rule: string | null;
  /** Null: they were not asked for. */
  inputs: Inputs | null;
};

/**
 * The standing answers that are compared with a model version's, the latest first, from before a place on (null: from the
 * last). They lie in an index by the version, so that what other versions were asked costs nothing; `withInputs` reads
 * what was measured about each item too, which lies beside its payload.
 */
export const comparedAnswers = async (
  q: Queryable,
  modelVersionId: string,
  withInputs: boolean,
  before: AnswerPlace | null,
  limit: number,
): Promise<ComparedAnswer[]> => {
  const { decisions: d, reviews: r, routings: t, items: i, payloads: p } = q.tables;
  const inputs = sql`(SELECT ${p.inputs} FROM ${p} WHERE ${p.itemId} = ${d.itemId})`;
  const rows = await q.db
    .select({
      id: d.id,
      createdAt: d.createdAt,
      agreed: d.agreed,
      purpose: r.purpose,
      arm: r.arm,
      blindProbability: t.blindProbability,
      rule: t.rule,
      inputs: (withInputs ? inputs : sql`NULL`).mapWith(p.inputs) as SQL<Inputs | null>, // null stays null
    })
    .from(d)
    .innerJoin(r, eq(r.id, d.reviewId))
    .innerJoin(t, eq(t.id, r.routingId))
    .innerJoin(i, eq(i.id, d.itemId))
    .where(
      and(
        eq(d.modelVersionId, modelVersionId),
        sql`${d.standing} = 'standing'`,
        isCompared(q),
        before === null ? undefined : sql`(${d.createdAt}, ${d.id}) < (${before.createdAt}, ${before.id})`,
      ),
    )
    .orderBy(desc(d.createdAt), desc(d.id))
    .limit(limit);
  return rows.flatMap(({ purpose, arm, blindProbability, agreed, ...row }) => {
    const basis = basisOf({ purpose, arm }, blindProbability);
    return basis === null ? [] : [{ ...row, basis, agreed: agreed === true }];
  });
};
