import type { Database } from '../../db/database.ts';
import { newId } from '../../db/new-id.ts';
import { system } from '../../db/actor.ts';
import { addExport } from '../../db/queries/dataset-exports.ts';
import { addSnapshot } from '../../db/queries/snapshots.ts';
import { emptyTally } from '../../server/domain/datasets/tally.ts';
import { manifestOf } from '../../server/features/datasets/manifest-of.ts';
import type { ProjectState } from '../../server/http/handler.ts';
import { hashSecret, newSecret } from '../../server/http/secrets.ts';

const query = {
  sources: [],
  classes: [],
  models: [],
  from: null,
  to: null,
  schemaRevision: null,
  minAgreement: null,
  unlabelled: false,
  splits: { validation: 0.1, test: 0.1, salt: '', groupBy: null },
};
const done = { state: 'ready' as const, progress: 1, requestedBy: system, leaseExpiresAt: 0, attempts: 1 };

/** Keeps a snapshot of nothing that is whole; answers its id. */
export const keepSnapshot = (db: Database, project: ProjectState, at: number): Promise<string> =>
  db.write(async (tx) => {
    const row = await addSnapshot(tx, {
      ...done,
      id: newId(),
      projectId: project.id,
      name: 'whole',
      query,
      sealed: false,
      licence: '',
      requestedAt: at,
      labelSeq: 0,
      parts: [],
      hash: '0'.repeat(64),
    });
    const { schema, schemaRevision: revision } = project;
    const manifest = manifestOf(row, project, { schema, revision }, '0'.repeat(64), emptyTally());
    await tx.db.update(tx.tables.snapshots).set({ manifest });
    return row.id;
  });

/** Keeps an export of a snapshot of nothing that is whole; answers their ids, and what its link is proved by. */
export const keepExport = async (
  db: Database,
  project: ProjectState,
  at: number,
): Promise<{ id: string; export: string; secret: string }> => {
  const snapshotId = await keepSnapshot(db, project, at);
  const secret = newSecret('');
  const row = await db.write((tx) =>
    addExport(tx, {
      ...done,
      id: newId(),
      projectId: project.id,
      snapshotId,
      format: 'jsonl',
      bare: false,
      requestedAt: at,
      parts: [],
      hash: '0'.repeat(64),
      bytes: 0,
      fileName: 'jsonl.zip',
      linkHash: hashSecret(secret),
      linkExpiresAt: at + 3_600_000,
    }),
  );
  return { id: snapshotId, export: row.id, secret };
};
