import type { Actor } from '../../../db/actor.ts';
import type { Transaction } from '../../../db/database.ts';
import { recordAudit } from '../../../db/queries/audit.ts';
import { changeImport, type ImportRow } from '../../../db/queries/imports.ts';
import type { ProjectState, Services } from '../../http/handler.ts';

/** Cancels an import that has not ended; whoever does lets go of its file once that is committed. */
export const cancelImport = async (
  tx: Transaction,
  { now, publish }: Pick<Services, 'now' | 'publish'>,
  project: ProjectState,
  { id, name, state, rows }: ImportRow,
  actor: Actor,
): Promise<ImportRow> => {
  await recordAudit(tx, {
    at: now(),
    projectId: project.id,
    actor,
    action: 'import.cancelled',
    subject: name,
    before: { import: id, state, rows },
    after: { import: id, state: 'cancelled', rows },
  });
  publish.importChanged(tx, project);
  return changeImport(tx, id, { state: 'cancelled', endedAt: now() });
};
