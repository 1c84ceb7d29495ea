import type { ExportedLabel } from '../../../db/queries/labels.ts';
import type { Column } from '../columns.ts';

/** A form in which labels leave the house. */
export type ExportFormat = {
  contentType: string;
  /** What file names end with, without the dot. */
  extension: string;
  /** What stands before the first row. */
  head: (columns: readonly Column[]) => string;
  /** Makes what writes rows of these columns, each with its line end. */
  rows: (columns: readonly Column[]) => (label: ExportedLabel) => string;
};
