import type { RowsPart } from '../../../db/tables/datasets.ts';
import { compareKeys } from '../../datasets/compare-keys.ts';
import { frozenRows } from '../../datasets/snapshots/frozen-rows.ts';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import type { Split } from '../../domain/datasets/splits.ts';
import type { MediaStore } from '../../media/store.ts';

/** Rows of a snapshot after a key, of one split or all: so many, or fewer where there are no more. */
export const browse = async (
  media: MediaStore,
  parts: readonly RowsPart[],
  { after, split, limit }: { after: string | null; split: Split | undefined; limit: number },
): Promise<DatasetRow[]> => {
  const found: DatasetRow[] = [];
  const left = after === null ? parts : parts.filter(({ last }) => compareKeys(last, after) > 0);
  for await (const row of frozenRows(media, left, split)) {
    if (after !== null && compareKeys(row.key, after) <= 0) continue;
    found.push(row);
    if (found.length === limit) break;
  }
  return found;
};
