import { projectStates } from '../queries/projects.ts';
import { gatherFaults, type Check } from './check.ts';
import { keptCounters, recount } from './recount.ts';

/** Counters are kept in the transaction that changes them, and so always equal a recount. */
export const counters: Check = {
  title: 'counters against a recount',
  find: async (q) => {
    const faults = gatherFaults();
    for (const { id, slug } of await projectStates(q, null)) {
      const kept = await keptCounters(q, id);
      const counted = await recount(q, id);
      for (const name of new Set([...kept.keys(), ...counted.keys()])) {
        const says = kept.get(name) ?? 0;
        const is = counted.get(name) ?? 0;
        if (says !== is)
          faults.add(`${slug}: ${name.replace('  ', ' ')} is kept as ${says} and counts ${is}`);
      }
    }
    return faults.finding();
  },
};
