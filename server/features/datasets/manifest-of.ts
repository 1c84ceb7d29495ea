import type { SnapshotRow } from '../../../db/queries/snapshots.ts';
import type { Manifest } from '../../domain/datasets/manifest.ts';
import { byClass, type Tally } from '../../domain/datasets/tally.ts';
import type { LabelSchema } from '../../domain/label-schema.ts';
import type { ProjectState } from '../../http/handler.ts';
import { version } from '../../version.ts';

/** What is known of a snapshot whose rows are whole. */
export const manifestOf = (
  row: SnapshotRow,
  { slug, name, question, itemKind }: ProjectState,
  { schema, revision }: { schema: LabelSchema; revision: number },
  hash: string,
  { agreement, ...tally }: Tally,
): Manifest => ({
  id: row.id,
  name: row.name,
  project: { slug, name, question, itemKind },
  asOf: new Date(row.requestedAt).toISOString(),
  query: row.query,
  parent: row.parentId,
  hash,
  schema,
  schemaRevision: revision,
  codeVersion: version,
  licence: row.licence,
  ...tally,
  byClass: byClass(tally),
  agreement: agreement.rows === 0 ? null : agreement.sum / agreement.rows,
});
