import type { DatasetExportRow } from '../../../db/queries/dataset-exports.ts';
import type { SnapshotSummary } from '../../../db/queries/snapshots.ts';
import { datasetFormatNames, type DatasetFormatName } from '../../datasets/files/names.ts';
import { datasetFormats } from '../../datasets/files/registry.ts';
import type { Manifest } from '../../domain/datasets/manifest.ts';
import type { Json } from '../../domain/words.ts';
import type { Services } from '../../http/handler.ts';
import type { Principal } from '../../http/principal.ts';
import { readerOf } from '../../http/reader.ts';
import type { DatasetExportReply, SnapshotReply } from './contract.ts';

const instant = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instant(ms));

type Addressed = Pick<Services, 'publicUrl'>;

const addressOf = ({ publicUrl }: Addressed, slug: string, id: string): string =>
  `${publicUrl()}/api/v1/projects/${slug}/snapshots/${id}`;

/** What is counted over fewer rows could tell of single items. */
const fewestCounted = 50;

/** Whether what is counted tells of many items together, and of none that its times or its rule of splits are aimed at. */
const isOfMany = ({ rows, query }: Manifest): boolean =>
  rows >= fewestCounted && query.from === null && query.to === null;

/** A snapshot as the API tells a caller of it: those who judge are told of many items together only. */
export const snapshotReply = (
  s: Addressed,
  { id: projectId, slug }: { id: string; slug: string },
  principal: Principal,
  row: SnapshotSummary,
): SnapshotReply => {
  const judges = readerOf(principal, projectId).judgeId !== null;
  const withheld = judges && row.manifest !== null && !isOfMany(row.manifest);
  const reply = replyOf(s, slug, withheld ? { ...row, hash: null, manifest: null } : row, withheld);
  if (!judges || reply.manifest === null) return reply;
  return { ...reply, manifest: { ...reply.manifest, bySplit: null, byClassAndSplit: null } };
};

const formatsOf = ({ project, schema }: Manifest): SnapshotReply['formats'] =>
  datasetFormatNames.map((name) => {
    const format = datasetFormats[name];
    return { name, bare: format.bare !== null, misfit: format.misfit(project.itemKind, schema) };
  });

const replyOf = (s: Addressed, slug: string, row: SnapshotSummary, withheld: boolean): SnapshotReply => ({
  id: row.id,
  name: row.name,
  state: row.state,
  progress: row.progress,
  query: row.query,
  parent: row.parentId,
  sealed: row.sealed,
  licence: row.licence,
  requestedBy: row.requestedBy,
  requestedAt: instant(row.requestedAt),
  endedAt: instantOrNull(row.endedAt),
  failure: row.failure,
  withdrawn: row.withdrawn,
  withheld,
  hash: row.hash,
  manifest: row.manifest && { ...row.manifest, schema: row.manifest.schema as unknown as Json }, // a schema is JSON
  url: row.state === 'ready' ? `${addressOf(s, slug, row.id)}/data.jsonl.gz` : null,
  formats: row.manifest ? formatsOf(row.manifest) : [],
});

/** An export as the API tells of it. */
export const exportReply = (s: Addressed, slug: string, row: DatasetExportRow): DatasetExportReply => ({
  id: row.id,
  snapshot: row.snapshotId,
  format: row.format as DatasetFormatName, // one of them was asked for
  bare: row.bare,
  state: row.state,
  progress: row.progress,
  requestedBy: row.requestedBy,
  requestedAt: instant(row.requestedAt),
  endedAt: instantOrNull(row.endedAt),
  failure: row.failure,
  sha256: row.hash,
  bytes: row.bytes,
  url: row.state === 'ready' ? `${addressOf(s, slug, row.snapshotId)}/exports/${row.id}/file` : null,
  linkExpiresAt: instantOrNull(row.linkExpiresAt),
});
