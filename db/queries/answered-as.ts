import { and, eq, exists, ne, sql, type SQL } from 'drizzle-orm';
import type { EvidenceBasis } from '../../server/domain/evidence.ts';
import type { Queryable } from '../database.ts';

/**
 * The condition that a standing answer to an item was asked for in this way, as `basisOf` has it; an audit's answer counts
 * once people stand behind the label.
 */
export const answeredAs = (q: Queryable, basis: EvidenceBasis): SQL => {
  const { items, decisions: d, reviews: r, routings: t } = q.tables;
  const isShadow = sql`coalesce(${t.blindProbability}, 0) = 1`;
  const asked: Record<EvidenceBasis, SQL | undefined> = {
    audit: and(eq(r.purpose, 'audit'), ne(items.labelSource, 'auto')),
    assisted: and(eq(r.purpose, 'review'), eq(r.arm, 'assisted')),
    shadow: and(eq(r.purpose, 'review'), eq(r.arm, 'blind'), isShadow),
    blind: and(eq(r.purpose, 'review'), eq(r.arm, 'blind'), sql`not ${isShadow}`),
  };
  return exists(
    q.db
      .select({ one: sql`1` })
      .from(d)
      .innerJoin(r, eq(r.id, d.reviewId))
      .innerJoin(t, eq(t.id, r.routingId))
      .where(and(eq(d.itemId, items.id), eq(d.kind, 'answer'), eq(d.standing, 'standing'), asked[basis])),
  );
};

/**
 * Whether an answer is compared with the model's: not where others' disagreement was the reason to ask, and an audit only
 * once people stand behind the label. Whether the two are equal, the label kind said.
 */
export const isCompared = ({ tables: { decisions: d, reviews: r, items: i } }: Queryable): SQL =>
  sql`${d.agreed} IS NOT NULL AND ${r.purpose} IN ('review', 'audit')
      AND (${r.purpose} <> 'audit' OR ${i.labelSource} <> 'auto')`;
