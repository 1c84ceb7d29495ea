import { sql } from 'drizzle-orm';
import type { Check } from './check.ts';
import { countRows } from './count-rows.ts';

/** Each item has one label in force at most, and its row shows that one. */
export const labelsInForce: Check = {
  title: 'labels that items show against those in force',
  find: async (q) => {
    const { items: i, labels: l } = q.tables;
    const several = await countRows(
      q,
      sql`FROM (SELECT ${l.itemId} AS item FROM ${l} WHERE ${l.supersededAt} IS NULL GROUP BY 1 HAVING count(*) > 1) several`,
      sql`'item ' || several.item || ' has several labels in force'`,
    );
    const other = await countRows(
      q,
      sql`FROM ${i} LEFT JOIN ${l} ON ${l.itemId} = ${i.id} AND ${l.supersededAt} IS NULL
           WHERE coalesce(${i.labelValue}, '') <> coalesce(${l.value}, '')
              OR coalesce(${i.labelSource}, '') <> coalesce(${l.source}, '')
              OR (${l.id} IS NOT NULL) <> (${i.status} IN ('accepted', 'labelled')
                                           OR (${i.status} = 'disputed' AND ${i.destination} = 'auto'))`,
      sql`'item ' || ${i.id} || ' does not show the label in force'`,
    );
    return { faults: several.faults + other.faults, examples: [...several.examples, ...other.examples] };
  },
};
