import type { ExportedLabel } from '../../../db/queries/labels.ts';

/** A form in which labels leave the house. */
export type ExportFormat = {
  contentType: string;
  /** What file names end with, without the dot. */
  extension: string;
  /** What stands before the first row. */
  head: string;
  /** A row with its line end. */
  row: (label: ExportedLabel) => string;
};
