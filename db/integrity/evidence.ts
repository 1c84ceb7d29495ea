import { sql } from 'drizzle-orm';
import { projectStates } from '../queries/projects.ts';
import type { Queryable } from '../database.ts';
import { gatherFaults, type Check, type Finding } from './check.ts';
import { countRows } from './count-rows.ts';
import { recountEvidence } from './recount-evidence.ts';

/** Sums of fractions depend a little on the order in which they were added. */
const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

/** Answers that are said to be compared with another model version than the one that their item came with. */
const answersElsewhere = (q: Queryable): Promise<Finding> => {
  const { decisions: d, items: i } = q.tables;
  return countRows(
    q,
    sql`FROM ${d} JOIN ${i} ON ${i.id} = ${d.itemId}
         WHERE coalesce(${d.modelVersionId}, '') <> CASE WHEN ${d.agreed} IS NULL THEN '' ELSE ${i.modelVersionId} END`,
    sql`'decision ' || ${d.id} || ' is not kept with the model version of its item'`,
  );
};

/** The evidence is kept in the transaction that changes it, and so always equals a recount. */
export const evidence: Check = {
  title: 'evidence against a recount',
  find: async (q) => {
    const faults = gatherFaults();
    for (const project of await projectStates(q, null)) {
      const { kept, counted } = await recountEvidence(q, project);
      for (const name of new Set([...kept.keys(), ...counted.keys()])) {
        const says = kept.get(name);
        const is = counted.get(name);
        for (const sum of Object.keys(is ?? says ?? {}))
          if (!isNear(says?.[sum] ?? 0, is?.[sum] ?? 0))
            faults.add(
              `${project.slug}: ${sum} of ${name} is kept as ${says?.[sum] ?? 0} and counts ${is?.[sum] ?? 0}`,
            );
      }
    }
    const sums = faults.finding();
    const answers = await answersElsewhere(q);
    return { faults: sums.faults + answers.faults, examples: [...sums.examples, ...answers.examples] };
  },
};
