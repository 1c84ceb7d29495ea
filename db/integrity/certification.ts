import { recountCertification } from '../advance-certification.ts';
import { keptStates } from '../queries/certification.ts';
import { predictingModels } from '../queries/evidence.ts';
import { projectStates } from '../queries/projects.ts';
import { gatherFaults, type Check } from './check.ts';

/** What certificates rest on is what adding up all draws anew, in their order, makes it, to the last digit. */
export const certification: Check = {
  title: 'certification against a recount',
  find: async (q) => {
    const faults = gatherFaults();
    for (const project of await projectStates(q, null))
      for (const version of await predictingModels(q, project.id))
        for (const kept of await keptStates(q, project.id, version.id)) {
          const counted = await recountCertification(q, { project, version }, kept);
          if (JSON.stringify(counted.state) !== JSON.stringify(kept.state))
            faults.add(`${project.slug}: what is kept of ${version.model} up to ${kept.position}`);
        }
    return faults.finding();
  },
};
