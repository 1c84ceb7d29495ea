import { sql } from 'drizzle-orm';
import type { Check } from './check.ts';
import { countRows } from './count-rows.ts';

/** Each label that differing answers were weighed for names the estimate that did, and no other label does. */
export const weighedLabels: Check = {
  title: 'labels settled by a posterior against their estimates',
  find: (q) => {
    const { labels: l, reliabilityEstimates: e } = q.tables;
    return countRows(
      q,
      sql`FROM ${l} LEFT JOIN ${e} ON ${e.id} = ${l.estimateId} AND ${e.projectId} = ${l.projectId}
                                  AND ${e.state} = 'done'
           WHERE (${l.source} = 'posterior') <> (${e.id} IS NOT NULL)
              OR (${l.estimateId} IS NOT NULL) <> (${e.id} IS NOT NULL)
              OR (${l.posterior} IS NOT NULL) <> (${e.id} IS NOT NULL)`,
      sql`'label ' || ${l.id} || ' does not name the estimate that settled it'`,
    );
  },
};
