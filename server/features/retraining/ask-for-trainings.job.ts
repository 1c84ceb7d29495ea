import { system } from '../../../db/actor.ts';
import { projectStates } from '../../../db/queries/projects.ts';
import { changeCycle, lockCycle, retrainingSettings, silentCycle } from '../../../db/queries/retraining.ts';
import { fellSilent } from '../../domain/retraining/cycle.ts';
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

const hourMs = 3_600_000;

/** Gives a training up whose trainer has fallen silent, so that another can be asked for. */
const giveUpSilent = async ({ db, now, publish }: Services, project: ProjectState): Promise<void> => {
  const { silentHours } = await db.read((q) => retrainingSettings(q, project.id));
  const silent = () => ({ now: now(), startedBefore: now() - silentHours * hourMs });
  const found = await db.read((q) => silentCycle(q, project.id, silent()));
  if (!found) return;
  await db.write(async (tx) => {
    await lockCycle(tx, project.id, found.id);
    // It may have reported since.
    const row = await silentCycle(tx, project.id, silent());
    if (!row) return;
    await changeCycle(tx, row.id, fellSilent(silentHours, now()));
    publish.retrainingChanged(tx, project);
  });
};

/** Gives up trainings whose trainers have fallen silent, and looks whether the triggers of projects ask for one. */
export const askForTrainings = defineJob({
  name: 'ask-for-trainings',
  everySeconds: 60,
  run: async (services, signal) => {
    for (const project of await services.db.read((q) => projectStates(q, null))) {
      if (signal.aborted) return;
      await giveUpSilent(services, project);
      await askWhereDue(services, project);
    }
  },
});
