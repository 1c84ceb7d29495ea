import { system } from '../../../db/actor.ts';
import { projectStates } from '../../../db/queries/projects.ts';
import { retrainingSettings } from '../../../db/queries/retraining.ts';
import { firing } from '../../domain/retraining/standing.ts';
import { triggerNames } from '../../domain/retraining/triggers/names.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { defineJob } from '../../jobs/job.ts';
import { readStanding } from './facts.ts';
import { askForTraining } from './ask-for-training.ts';

/** Asks for a training of the project where one of its triggers does. */
const askWhereDue = async (services: Services, project: ProjectState): Promise<void> => {
  const { db, now } = services;
  const { triggers } = await db.read((q) => retrainingSettings(q, project.id));
  if (triggerNames.every((name) => !triggers[name].on)) return;
  const { settings, standing } = await db.read((q) => readStanding(q, project, now()));
  if (firing(settings, standing) === null) return;
  await db.write(async (tx) => {
    // Somebody may have asked for one since.
    const { settings: asked, standing: stands } = await readStanding(tx, project, now());
    const cause = firing(asked, stands);
    if (cause !== null) await askForTraining(services, tx, project, cause, system);
  });
};

/** Looks whether the triggers of projects ask for a training. */
export const askForTrainings = defineJob({
  name: 'ask-for-trainings',
  everySeconds: 60,
  run: async (services, signal) => {
    for (const project of await services.db.read((q) => projectStates(q, null))) {
      if (signal.aborted) return;
      await askWhereDue(services, project);
    }
  },
});
