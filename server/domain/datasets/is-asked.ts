import type { DatasetQuery } from './query.ts';
import type { DatasetRow } from './row.ts';

const isIn = <T>(list: readonly T[], value: T): boolean => list.length === 0 || list.includes(value);

/** Whether a dataset of this query holds a row, whose label names these classes. */
export const isAsked = (query: DatasetQuery, row: DatasetRow, classes: readonly string[]): boolean => {
  if (query.models.length > 0 && (row.model === null || !query.models.includes(row.model))) return false;
  if (row.source === null) return query.unlabelled;
  if (!isIn(query.sources, row.source)) return false;
  if (query.classes.length > 0 && !classes.some((name) => query.classes.includes(name))) return false;
  if (query.schemaRevision !== null && row.schema_revision !== query.schemaRevision) return false;
  if (query.minAgreement !== null && (row.agreement === null || row.agreement < query.minAgreement))
    return false;
  const at = row.decided_at === null ? Number.NaN : Date.parse(row.decided_at);
  if (query.from !== null && !(at >= Date.parse(query.from))) return false;
  return query.to === null || at < Date.parse(query.to);
};
