import { system } from '../../../db/actor.ts';
import { projectStates } from '../../../db/queries/projects.ts';
import { activeRollouts, rolloutOf } from '../../../db/queries/rollouts.ts';
import { nextAction } from '../../domain/rollout/next-action.ts';
import { AppError } from '../../errors.ts';
import { defineJob } from '../../jobs/job.ts';
import { bringInTrained } from './bring-in-trained.ts';
import { verdictsAt } from './facts.ts';
import { move } from './move.ts';

/**
 * Does with every rollout under way what it does by itself: above all, back out as soon as a guardrail fails. Brings in what
 * came of trainings.
 */
export const watchRollouts = defineJob({
  name: 'watch-rollouts',
  everySeconds: 10,
  run: async (services, signal) => {
    const { db, now } = services;
    await bringInTrained(services);
    for (const { id, projectId } of await db.read(activeRollouts)) {
      if (signal.aborted) return;
      await db
        .read(async (q) => {
          const [project] = await projectStates(q, [projectId]);
          const rollout = await rolloutOf(q, projectId, id);
          if (!project || !rollout) return null;
          const verdicts = await verdictsAt(q, project, rollout);
          const action = nextAction(rollout, verdicts, rollout.settings, now());
          return action && { project, rollout, what: { action, verdicts, actor: system, note: '' } };
        })
        .then((due) =>
          due ? db.write((tx) => move(tx, services, due.project, id, due.what, due.rollout)) : null,
        )
        .catch((error: unknown) => {
          // Somebody was quicker: what they did stands.
          if (!(error instanceof AppError)) throw error;
        });
    }
  },
});
