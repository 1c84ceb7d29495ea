import { isEqual } from '../is-equal.ts';
import type { Json } from '../words.ts';
import type { DatasetRow } from './row.ts';

/** A row that both have, and what of it differs. */
export type ChangedRow = { key: string; columns: string[]; before: Json; after: Json };

/** How one snapshot differs from another: how many rows, and the first of each kind by key. */
export type Difference = {
  added: number;
  removed: number;
  changed: number;
  unchanged: number;
  /** Rows whose column differs, by the column's name. */
  byColumn: Record<string, number>;
  examples: {
    added: { key: string; value: Json }[];
    removed: { key: string; value: Json }[];
    changed: ChangedRow[];
  };
};

/** So many rows of each kind are named. */
const named = 100;

const differing = (before: DatasetRow, after: DatasetRow): string[] => {
  // Rows are JSON, and all have the same columns.
  const [a, b] = [before, after] as unknown as [Record<string, Json>, Record<string, Json>];
  return Object.keys(a).filter((name) => !isEqual(a[name] ?? null, b[name] ?? null));
};

/** Compares rows that come by key, in the order of their UTF-8 bytes. */
export const differenceOf = async (
  before: AsyncIterator<DatasetRow>,
  after: AsyncIterator<DatasetRow>,
  compareKeys: (a: string, b: string) => number,
): Promise<Difference> => {
  const found: Difference = {
    added: 0,
    removed: 0,
    changed: 0,
    unchanged: 0,
    byColumn: {},
    examples: { added: [], removed: [], changed: [] },
  };
  const { examples } = found;
  let [a, b] = [await before.next(), await after.next()];
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : compareKeys(a.value.key, b.value.key);
    if (order < 0 && !a.done) {
      found.removed += 1;
      if (examples.removed.length < named) examples.removed.push({ key: a.value.key, value: a.value.value });
    } else if (order > 0 && !b.done) {
      found.added += 1;
      if (examples.added.length < named) examples.added.push({ key: b.value.key, value: b.value.value });
    } else if (!a.done && !b.done) {
      const columns = differing(a.value, b.value);
      if (columns.length === 0) found.unchanged += 1;
      else {
        found.changed += 1;
        for (const name of columns) found.byColumn[name] = (found.byColumn[name] ?? 0) + 1;
        if (examples.changed.length < named)
          examples.changed.push({
            key: a.value.key,
            columns,
            before: a.value.value,
            after: b.value.value,
          });
      }
    }
    if (order <= 0) a = await before.next();
    if (order >= 0) b = await after.next();
  }
  return found;
};
