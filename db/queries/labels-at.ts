import { and, exists, gt, isNull, lte, not, sql, eq, or, type Placeholder, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Queryable } from '../database.ts';

/**
 * That a label was its item's in force when the project's latest label had this position. By the order of the labels and not
 * by clocks, as those of two servers differ, and within a millisecond there is room for both labels. Labels that erasure took
 * back have none after them: whoever asks leaves erased items out.
 */
export const wasInForce = (q: Queryable, through: Placeholder): SQL | undefined => {
  const { labels } = q.tables;
  const later = alias(labels, 'later_label');
  const wasFollowed = exists(
    q.db
      .select({ one: sql`1` })
      .from(later)
      .where(and(eq(later.itemId, labels.itemId), gt(later.seq, labels.seq), lte(later.seq, through))),
  );
  return and(lte(labels.seq, through), or(isNull(labels.supersededAt), not(wasFollowed)));
};
