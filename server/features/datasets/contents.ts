import type { Queryable } from '../../../db/database.ts';
import { exportOf, type DatasetExportRow } from '../../../db/queries/dataset-exports.ts';
import {
  snapshotOf,
  snapshotSummary,
  type SnapshotRow,
  type SnapshotSummary,
} from '../../../db/queries/snapshots.ts';
import type { Manifest } from '../../domain/datasets/manifest.ts';
import { told } from '../../domain/told.ts';
import { AppError } from '../../errors.ts';
import type { Principal } from '../../http/principal.ts';
import { readerOf } from '../../http/reader.ts';

/** Refuses whoever may judge in the project: the rows tell what they are yet to judge blind. */
export const refuseJudges = (principal: Principal, projectId: string): void => {
  if (readerOf(principal, projectId).judgeId !== null)
    throw new AppError('forbidden', {
      detail: told`it tells labels of items that you may yet judge blind; your own export leaves those out`,
    });
};

const noSuchSnapshot = (): AppError =>
  new AppError('not_found', { detail: told`no such snapshot in this project` });

/** A snapshot of the project without its parts; throws where there is none of this id. */
export const knownSnapshot = async (
  q: Queryable,
  projectId: string,
  id: string,
): Promise<SnapshotSummary> => {
  const row = await snapshotSummary(q, projectId, id);
  if (!row) throw noSuchSnapshot();
  return row;
};

/** A snapshot of the project that is whole; throws where it is not. */
export const wholeSnapshot = async (
  q: Queryable,
  projectId: string,
  id: string,
): Promise<SnapshotRow & { hash: string; manifest: Manifest }> => {
  const row = await snapshotOf(q, projectId, id);
  if (!row) throw noSuchSnapshot();
  const { hash, manifest } = row;
  if (row.state !== 'ready' || hash === null || manifest === null)
    throw new AppError('conflict', { detail: told`the snapshot is not whole: it is ${row.state}` });
  return { ...row, hash, manifest };
};

/** An export of a snapshot of the project; throws where there is none of this id. */
export const knownExport = async (
  q: Queryable,
  projectId: string,
  snapshotId: string,
  id: string,
): Promise<DatasetExportRow> => {
  const row = await exportOf(q, projectId, id);
  if (row?.snapshotId !== snapshotId)
    throw new AppError('not_found', { detail: told`no such export of this snapshot` });
  return row;
};
