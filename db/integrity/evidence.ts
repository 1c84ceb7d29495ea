import { projectStates } from '../queries/projects.ts';
import { gatherFaults, type Check } from './check.ts';
import { recountEvidence } from './recount-evidence.ts';

/** Sums of fractions depend a little on the order in which they were added. */
const isNear = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

/** The evidence is kept in the transaction that changes it, and so always equals a recount. */
export const evidence: Check = {
  title: 'evidence against a recount',
  find: async (q) => {
    const faults = gatherFaults();
    for (const { id, slug } of await projectStates(q, null)) {
      const { kept, counted } = await recountEvidence(q, id);
      for (const name of new Set([...kept.keys(), ...counted.keys()])) {
        const says = kept.get(name);
        const is = counted.get(name);
        for (const sum of Object.keys(is ?? says ?? {}))
          if (!isNear(says?.[sum] ?? 0, is?.[sum] ?? 0))
            faults.add(
              `${slug}: ${sum} of ${name} is kept as ${says?.[sum] ?? 0} and counts ${is?.[sum] ?? 0}`,
            );
      }
    }
    return faults.finding();
  },
};
