import type { DatasetRow } from '../datasets/row.ts';

/** How a label that was imported came to be where it was given: the columns of its row that tell it. */
export type Provenance = Omit<DatasetRow, 'key' | 'payload' | 'inputs' | 'value' | 'split' | 'group'>;
