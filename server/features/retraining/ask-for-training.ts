import type { Actor } from '../../../db/actor.ts';
import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { predictingModels } from '../../../db/queries/evidence.ts';
import { labelsByPeople, markExported } from '../../../db/queries/labels.ts';
import { latestCycles, openCycle, type CycleRow } from '../../../db/queries/retraining.ts';
import type { Cause } from '../../domain/retraining/triggers/names.ts';
import { AppError } from '../../errors.ts';
import type { ProjectState, Services } from '../../http/handler.ts';
import { told } from '../../domain/told.ts';

/** Asks for a training on the labels there are at this moment. Throws where there are none, or one is under way. */
export const askForTraining = async (
  { now, publish, datasets }: Services,
  tx: Transaction,
  project: Pick<ProjectState, 'id' | 'slug' | 'name'>,
  cause: Cause,
  by: Actor,
): Promise<CycleRow> => {
  const [version] = await predictingModels(tx, project.id);
  const { counted } = await latestCycles(tx, project.id);
  const newLabels = await labelsByPeople(tx, project.id, counted?.labelSeq ?? 0);
  // What a training is done with has left the house: from here on, changing such a label is an amendment.
  const labelSeq = await markExported(tx, project.id);
  if (labelSeq === 0) throw new AppError('conflict', { detail: told`there are no labels to train on` });
  const at = now();
  const opened = await openCycle(tx, {
    projectId: project.id,
    cause,
    requestedBy: by,
    requestedAt: at,
    modelBefore: version?.model ?? null,
    labelSeq,
    newLabels,
  });
  if (!opened) throw new AppError('conflict', { detail: told`a training is under way in this project` });
  await recordAudit(tx, {
    at,
    projectId: project.id,
    actor: by,
    action: 'retraining.requested',
    subject: project.name,
    before: null,
    after: { cycle: opened.id, cause, newLabels },
  });
  tx.afterCommit(() => datasets.wake());
  publish.retrainingChanged(tx, project);
  return opened;
};
