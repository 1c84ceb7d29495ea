import type { RowsPart } from '../../../db/tables/datasets.ts';
import { compareKeys } from '../../datasets/compare-keys.ts';
import { frozenRows, withoutWithdrawn } from '../../datasets/snapshots/frozen-rows.ts';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { Split } from '../../domain/datasets/splits.ts';
import type { MediaStore } from '../../media/store.ts';

/**
 * Rows of a snapshot after a key, of one split or all, but for those that are withdrawn: so many, or fewer where there are no
 * more.
 */
export const browse = async (
  media: MediaStore,
  parts: readonly RowsPart[],
  {
    after,
    split,
    withdrawn,
    limit,
  }: { after: string | null; split: Split | undefined; withdrawn: ReadonlySet<string>; limit: number },
): Promise<DatasetRow[]> => {
  const found: DatasetRow[] = [];
  const left = after === null ? parts : parts.filter(({ last }) => compareKeys(last, after) > 0);
  for await (const row of withoutWithdrawn(frozenRows(media, left, split), withdrawn)) {
    if (after !== null && compareKeys(row.key, after) <= 0) continue;
    found.push(row);
    if (found.length === limit) break;
  }
  return found;
};
