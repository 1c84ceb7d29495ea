import { raiseDue } from '../../../db/queries/due.ts';
import { slugsOf } from '../../../db/queries/projects.ts';
import { defineJob } from '../../jobs/job.ts';

/** Reviews that one transaction raises at most. */
const atOnce = 500;

/** Raises the priority of reviews that are due soon, also of those that became so while no server ran. */
export const raiseDueReviews = defineJob({
  name: 'raise-due-reviews',
  everySeconds: 30,
  run: async ({ db, now, publish }, signal) => {
    for (let raised = atOnce; raised === atOnce;) {
      signal.throwIfAborted();
      raised = await db.write(async (tx) => {
        const projectIds = await raiseDue(tx, now(), atOnce);
        if (projectIds.length > 0)
          for (const project of await slugsOf(tx, [...new Set(projectIds)]))
            publish.queueChanged(tx, project, 'top');
        return projectIds.length;
      });
    }
  },
});
