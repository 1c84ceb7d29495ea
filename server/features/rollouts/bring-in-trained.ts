import { system } from '../../../db/actor.ts';
import { projectStates } from '../../../db/queries/projects.ts';
import { versionsToBringIn } from '../../../db/queries/trained-versions.ts';
import type { Services } from '../../http/handler.ts';
import { drawUp } from './draw-up.ts';
import { move } from './move.ts';
import { proposalFor } from './propose.ts';

/** Brings versions that came of trainings in as shadow, one a project, where the project wants that. */
export const bringInTrained = async (services: Services): Promise<void> => {
  const waiting = await services.db.read(versionsToBringIn);
  for (const projectId of new Set(waiting.map((one) => one.projectId)))
    await services.db.write(async (tx) => {
      // Looked at again, as another instance may have been quicker.
      const version = (await versionsToBringIn(tx)).find((one) => one.projectId === projectId);
      const [project] = await projectStates(tx, [projectId]);
      if (!version || !project) return;
      const { incumbent, settings } = await proposalFor(tx, projectId, version.model);
      const id = await drawUp(tx, services, project, {
        candidateId: version.modelVersionId,
        candidate: version.model,
        liveId: incumbent?.id ?? null,
        settings: { ...settings, shadowFirst: true },
        note: 'It came of a training.',
        attemptOf: null,
        author: system,
      });
      await move(tx, services, project, id, { action: 'start', actor: system, note: '', verdicts: [] });
    });
};
