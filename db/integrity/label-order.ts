import { sql } from 'drizzle-orm';
import type { Check } from './check.ts';
import { countRows } from './count-rows.ts';

/** Each label has a position of its own, none past the last that was handed out. */
export const labelOrder: Check = {
  title: 'positions of labels',
  find: async (q) => {
    const { labels: l, projectSequences: s } = q.tables;
    const beyond = await countRows(
      q,
      sql`FROM ${l} LEFT JOIN ${s} ON ${s.projectId} = ${l.projectId}
           WHERE ${s.labelSeq} IS NULL OR ${l.seq} > ${s.labelSeq} OR ${l.seq} < 1`,
      sql`'label ' || ${l.id} || ' is past the last position'`,
    );
    // The index would keep them apart; it may be what is damaged.
    const shared = await countRows(
      q,
      sql`FROM (SELECT ${l.projectId} AS project, ${l.seq} AS seq FROM ${l} GROUP BY 1, 2 HAVING count(*) > 1) shared`,
      sql`'position ' || shared.seq || ' of project ' || shared.project || ' is held by several labels'`,
    );
    const exported = await countRows(
      q,
      sql`FROM ${s} WHERE ${s.exportedThrough} > ${s.labelSeq}`,
      sql`'project ' || ${s.projectId} || ' has exported labels that were never made'`,
    );
    return {
      faults: beyond.faults + shared.faults + exported.faults,
      examples: [...beyond.examples, ...shared.examples, ...exported.examples],
    };
  },
};
