import type { Manifest } from '../../domain/datasets/manifest.ts';
import type { DatasetRow } from '../../domain/datasets/row.ts';
import { splits, type Split } from '../../domain/datasets/splits.ts';
import type { DatasetSource } from './dataset-format.ts';

/** The rows that have a label, which is all that can be learned from. */
export const labelledRows = async function* (
  source: DatasetSource,
  split?: Split,
): AsyncGenerator<DatasetRow> {
  for await (const row of source.rows(split)) if (row.value !== null) yield row;
};

/** The splits that have rows. */
export const splitsIn = ({ bySplit }: Manifest): Split[] => splits.filter((split) => bySplit[split] > 0);

/** What the card says of a format that has no place for items without a label. */
export const labelledAlone = 'Items without a label are left out.';
