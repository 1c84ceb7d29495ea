import { projectStates } from '../../../db/queries/projects.ts';
import { defineJob } from '../../jobs/job.ts';
import { evaluateAlarms } from './evaluate.ts';

/** Evaluates the alarms of every project; one that fails keeps no other from being evaluated. */
export const evaluateAllAlarms = defineJob({
  name: 'evaluate-alarms',
  everySeconds: 60,
  run: async (services, signal) => {
    const failures: unknown[] = [];
    for (const project of await services.db.read((q) => projectStates(q, null))) {
      signal.throwIfAborted();
      try {
        await evaluateAlarms(services, project);
      } catch (error) {
        services.log.error({ err: error, project: project.slug }, 'alarms could not be evaluated');
        failures.push(error);
      }
    }
    if (failures.length > 0)
      throw new Error(`the alarms of ${failures.length} projects could not be evaluated`);
  },
});
