import { recordAudit } from '../../../db/queries/audit.ts';
import {
  addExport,
  exportLike,
  linkedExport,
  linkExport,
  type DatasetExportRow,
} from '../../../db/queries/dataset-exports.ts';
import { giveUp } from '../../../db/queries/written-by-jobs.ts';
import { newId } from '../../../db/new-id.ts';
import { datasetFormats } from '../../datasets/files/registry.ts';
import type { DatasetFormatName } from '../../datasets/files/names.ts';
import { told } from '../../domain/told.ts';
import { AppError, invalidField } from '../../errors.ts';
import type { Context, Handler, Services } from '../../http/handler.ts';
import { actorOf } from '../../http/principal.ts';
import { hashSecret, newSecret } from '../../http/secrets.ts';
import { sendParts } from '../../http/send-parts.ts';
import { knownExport, refuseJudges, wholeSnapshot } from './contents.ts';
import type { datasetsContract } from './contract.ts';
import { exportReply } from './replies.ts';

type Routes = typeof datasetsContract;

const hour = 3_600_000;

/** Asks for a snapshot in a format; what was written before is answered again. */
export const requestExport =
  (s: Services): Handler<Routes['export']> =>
  async ({ params, project, principal, body }) => {
    refuseJudges(principal, project.id);
    return s.db.write(async (tx) => {
      // An item of it is erased before this is asked for, or finds it.
      await tx.lockRow(tx.tables.snapshots, params.id);
      const snapshot = await wholeSnapshot(tx, project.id, params.id);
      const format = datasetFormats[body.format];
      const misfit = format.misfit(snapshot.manifest.project.itemKind, snapshot.manifest.schema);
      if (misfit !== null) throw invalidField(['format'], misfit);
      if (body.bare && format.bare === null)
        throw invalidField(['bare'], told`this format is several files: ask for the zip`);
      const known = await exportLike(tx, snapshot.id, body);
      if (known) return exportReply(s, project.slug, known);
      const by = actorOf(principal);
      const row = await addExport(tx, {
        id: newId(),
        projectId: project.id,
        snapshotId: snapshot.id,
        ...body,
        state: 'writing',
        requestedBy: by,
        requestedAt: s.now(),
        progress: 0,
        parts: [],
        leaseExpiresAt: 0,
        attempts: 0,
      });
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor: by,
        action: 'snapshot.exported',
        subject: snapshot.name,
        before: null,
        after: { snapshot: snapshot.id, ...body },
      });
      tx.afterCommit(() => s.snapshots.wake());
      s.publish.datasetsChanged(tx, project);
      return exportReply(s, project.slug, row);
    });
  };

/** Gives an export up that is being written. */
export const giveUpExport =
  (s: Services): Handler<Routes['cancelExport']> =>
  async ({ params, project, principal }) => {
    refuseJudges(principal, project.id);
    return s.db.write(async (tx) => {
      const row = await knownExport(tx, project.id, params.id, params.export);
      const cancelled = await giveUp(tx, tx.tables.datasetExports, project.id, row.id, s.now());
      if (cancelled) s.publish.datasetsChanged(tx, project);
      return exportReply(s, project.slug, cancelled ?? row);
    });
  };

const whole = (row: DatasetExportRow): DatasetExportRow & { hash: string } => {
  const { hash } = row;
  if (row.state !== 'ready' || hash === null)
    throw new AppError('conflict', { detail: told`the export is not whole: it is ${row.state}` });
  return { ...row, hash };
};

/** Sends the file of an export under the name of its project, snapshot and form. */
const send = async (
  s: Services,
  { request, response }: Pick<Context<Routes['file']>, 'request' | 'response'>,
  slug: string,
  row: DatasetExportRow & { hash: string },
): Promise<void> => {
  const name = row.format as DatasetFormatName; // one of them was asked for
  response.set({
    'cache-control': 'private, max-age=31536000, immutable',
    'content-type': (row.bare && datasetFormats[name].bare) || 'application/zip',
    'content-disposition': `attachment; filename="${slug}-${row.snapshotId.slice(-12)}-${row.fileName}"`,
  });
  await sendParts(s.media, { request, response }, `"${row.hash}"`, row.parts);
};

/** Sends the file of an export. */
export const exportFile =
  (s: Services): Handler<Routes['file']> =>
  async ({ params, project, principal, request, response }) => {
    refuseJudges(principal, project.id);
    const row = await s.db.read((q) => knownExport(q, project.id, params.id, params.export));
    await send(s, { request, response }, project.slug, whole(row));
  };

/** Makes a link to the file of an export. */
export const makeLink =
  (s: Services): Handler<Routes['link']> =>
  async ({ params, project, principal, body }) => {
    refuseJudges(principal, project.id);
    return s.db.write(async (tx) => {
      const row = whole(await knownExport(tx, project.id, params.id, params.export));
      const secret = newSecret('');
      const expiresAt = s.now() + body.hours * hour;
      await linkExport(tx, row.id, hashSecret(secret), expiresAt);
      const snapshot = await wholeSnapshot(tx, project.id, params.id);
      await recordAudit(tx, {
        at: s.now(),
        projectId: project.id,
        actor: actorOf(principal),
        action: 'snapshot.linked',
        subject: snapshot.name,
        before: null,
        after: { snapshot: snapshot.id, export: row.id, hours: body.hours },
      });
      s.publish.datasetsChanged(tx, project);
      return {
        url: `${s.publicUrl()}/api/v1/downloads/${secret}`,
        expiresAt: new Date(expiresAt).toISOString(),
      };
    });
  };

/** Sends the file that a link is of. */
export const linkedFile =
  (s: Services): Handler<Routes['linked']> =>
  async ({ params, request, response }) => {
    const found = await s.db.read((q) => linkedExport(q, hashSecret(params.secret), s.now()));
    if (!found)
      throw new AppError('not_found', { detail: told`this link is of nothing, or its time is over` });
    await send(s, { request, response }, found.slug, whole(found.row));
  };
