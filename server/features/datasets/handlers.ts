import { z } from 'zod';
import { erasuresOf } from '../../../db/queries/erase.ts';
import { exportsOf } from '../../../db/queries/dataset-exports.ts';
import { snapshotsOf } from '../../../db/queries/snapshots.ts';
import { placeIn } from '../../datasets/snapshots/task.ts';
import { trainingsWith, withdrawnKeys } from '../../../db/queries/withdrawn.ts';
import { giveUp } from '../../../db/queries/written-by-jobs.ts';
import { runTask } from '../../datasets/snapshots/run-task.ts';
import { createTurns } from '../../domain/in-turn.ts';
import type { Handler, Handlers, Services } from '../../http/handler.ts';
import { pageOf, placeOf } from '../../http/keyset-page.ts';
import { sendParts } from '../../http/send-parts.ts';
import { datasetType } from '../../media/dataset-type.ts';
import { browse } from './browse.ts';
import { knownExport, knownSnapshot, refuseJudges, wholeSnapshot } from './contents.ts';
import type { datasetsContract } from './contract.ts';
import { create } from './create.ts';
import { exportFile, giveUpExport, linkedFile, makeLink, requestExport } from './exports.ts';
import { exportReply, snapshotReply } from './replies.ts';

const place = z.tuple([z.number().int(), z.string()]);

const byTime = ({ requestedAt, id }: { requestedAt: number; id: string }) => [requestedAt, id];

/** Compares two snapshots, one pair at a time, as each takes the memory of a thread. */
const difference = (s: Services): Handler<(typeof datasetsContract)['difference']> => {
  const inTurn = createTurns();
  return async ({ project, params, principal, query, signal }) => {
    refuseJudges(principal, project.id);
    const compared = await s.db.read(async (q) => {
      const before = await wholeSnapshot(q, project.id, query.from);
      const after = await wholeSnapshot(q, project.id, params.id);
      const withdrawn = new Set([...(await withdrawnKeys(q, before)), ...(await withdrawnKeys(q, after))]);
      return { before: before.parts, after: after.parts, withdrawn };
    });
    const task = { is: 'compare' as const, place: placeIn(s.config), ...compared };
    const outcome = await inTurn(() =>
      runTask(task, async () => undefined, AbortSignal.any([signal, s.stopping])),
    );
    if (outcome.is !== 'compared') throw new Error('another task was done');
    return outcome.difference;
  };
};

/** Frozen datasets: made, looked at, compared, and written in many formats. */
export const datasetsHandlers = (s: Services): Handlers<typeof datasetsContract> => ({
  create: create(s),

  list: async ({ project, principal, query: { cursor, limit } }) => {
    const after = placeOf(cursor, place);
    const found = await s.db.read((q) => snapshotsOf(q, project.id, { after, limit: limit + 1 }));
    return pageOf(found, limit, (row) => snapshotReply(s, project, principal, row), byTime);
  },

  get: async ({ project, principal, params }) =>
    snapshotReply(s, project, principal, await s.db.read((q) => knownSnapshot(q, project.id, params.id))),

  cancel: ({ project, principal, params }) =>
    s.db.write(async (tx) => {
      const row = await knownSnapshot(tx, project.id, params.id);
      const cancelled = await giveUp(tx, tx.tables.snapshots, project.id, params.id, s.now());
      if (cancelled) s.publish.datasetsChanged(tx, project);
      return snapshotReply(s, project, principal, cancelled ?? row);
    }),

  rows: async ({ project, params, principal, query: { cursor, limit, split } }) => {
    refuseJudges(principal, project.id);
    const after = placeOf(cursor, z.tuple([z.string()]));
    const { parts, withdrawn } = await s.db.read(async (q) => {
      const snapshot = await wholeSnapshot(q, project.id, params.id);
      return { parts: snapshot.parts, withdrawn: await withdrawnKeys(q, snapshot) };
    });
    const page = { after: after && after[0], split, withdrawn, limit: limit + 1 };
    const found = await browse(s.media, parts, page);
    return pageOf(
      found,
      limit,
      (row) => ({ ...row }),
      ({ key }) => [key],
    );
  },

  data: async ({ project, params, principal, request, response }) => {
    refuseJudges(principal, project.id);
    const { hash, parts } = await s.db.read((q) => wholeSnapshot(q, project.id, params.id));
    response.set({
      'cache-control': 'private, max-age=31536000, immutable',
      'content-type': datasetType,
      'content-disposition': `attachment; filename="${project.slug}-${hash.slice(0, 12)}.jsonl.gz"`,
    });
    await sendParts(s.media, { request, response }, `"${hash}"`, parts);
  },

  difference: difference(s),

  export: requestExport(s),

  exports: async ({ project, params, query: { cursor, limit } }) => {
    const after = placeOf(cursor, place);
    const found = await s.db.read(async (q) => {
      await knownSnapshot(q, project.id, params.id);
      return exportsOf(q, params.id, { after, limit: limit + 1 });
    });
    return pageOf(found, limit, (row) => exportReply(s, project.slug, row), byTime);
  },

  exported: async ({ project, params }) =>
    exportReply(
      s,
      project.slug,
      await s.db.read((q) => knownExport(q, project.id, params.id, params.export)),
    ),

  withdrawn: async ({ project, query: { cursor, limit } }) => {
    const after = placeOf(cursor, place);
    const { found, trainings } = await s.db.read(async (q) => {
      const erased = await erasuresOf(q, project.id, { after, limit: limit + 1 });
      const ids = erased.map(({ itemId }) => itemId);
      return { found: erased, trainings: await trainingsWith(q, project.id, ids) };
    });
    return pageOf(
      found,
      limit,
      ({ itemId, key, erasedAt, snapshots }) => ({
        key,
        erasedAt: new Date(erasedAt).toISOString(),
        snapshots,
        trainings: trainings.get(itemId) ?? [],
      }),
      ({ erasedAt, itemId }) => [erasedAt, itemId],
    );
  },

  cancelExport: giveUpExport(s),
  file: exportFile(s),
  link: makeLink(s),
  linked: linkedFile(s),
});
