import { system } from '../../../db/actor.ts';
import { importsToLetGo, lockImport, type ImportRow } from '../../../db/queries/imports.ts';
import { projectStates } from '../../../db/queries/projects.ts';
import type { Services } from '../../http/handler.ts';
import { cancelImport } from './cancel-import.ts';
import { letGo } from './let-go.ts';

/** How long a file is kept that nobody starts the import of, in milliseconds. */
const keptFor = 7 * 86_400_000;

/** An import that nobody started, as it was given up; null where somebody did meanwhile. */
const givenUp = ({ db, ...services }: Services, { id, projectId }: ImportRow): Promise<ImportRow | null> =>
  db.write(async (tx) => {
    const [project] = await projectStates(tx, [projectId]);
    const row = await lockImport(tx, projectId, id);
    return project && row?.state === 'uploaded' ? cancelImport(tx, services, project, row, system) : null;
  });

/** Lets go of the files of imports that ended with the server, and of those that nobody started in time. */
export const letGoOfLeft = async (services: Services, stopping: AbortSignal): Promise<void> => {
  const { db, now } = services;
  for (const row of await db.read((q) => importsToLetGo(q, now() - keptFor))) {
    if (stopping.aborted) return;
    const ended = row.state === 'uploaded' ? await givenUp(services, row) : row;
    if (ended) await letGo(services, ended);
  }
};
