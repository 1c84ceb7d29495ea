import type { LabelsAt } from '../../../db/queries/dataset-rows.ts';
import type { FilePart } from '../../../db/file-part.ts';
import type { RowsPart } from '../../../db/tables/datasets.ts';
import type { Config } from '../../config.ts';
import type { Difference } from '../../domain/datasets/difference.ts';
import type { Manifest } from '../../domain/datasets/manifest.ts';
import type { DatasetQuery } from '../../domain/datasets/query.ts';
import type { Tally } from '../../domain/datasets/tally.ts';
import type { LabelSchema } from '../../domain/label-schema.ts';
import type { DatasetFormatName } from '../files/names.ts';

/** Where a thread finds what it reads and keeps what it writes. */
export type Place = Pick<Config, 'databaseUrl' | 'bucket' | 'dataDir'>;

/** Rows of a snapshot to be written, from what is written already. */
export type FreezeTask = {
  is: 'freeze';
  place: Place;
  projectId: string;
  at: LabelsAt;
  query: DatasetQuery;
  schema: LabelSchema;
  parts: RowsPart[];
  tally: Tally | null;
};

/** A snapshot to be written in some format. */
export type ExportTask = {
  is: 'export';
  place: Place;
  projectId: string;
  format: DatasetFormatName;
  bare: boolean;
  manifest: Manifest;
  parts: RowsPart[];
  /** What of the file is written already. */
  kept: FilePart[];
  /** The keys of rows that are left out, as their items were erased. */
  withdrawn: ReadonlySet<string>;
};

/** Two snapshots to be compared. */
export type CompareTask = {
  is: 'compare';
  place: Place;
  before: RowsPart[];
  after: RowsPart[];
  /** The keys of rows that are left out, as their items were erased. */
  withdrawn: ReadonlySet<string>;
};

export type Task = FreezeTask | ExportTask | CompareTask;

/** Something that is written and kept, and how far the task has come. */
export type Progress =
  | { is: 'rows'; part: RowsPart; tally: Tally; share: number }
  /** Part `at` (from 0) of a file; those behind it are not of it any more. */
  | { is: 'file'; at: number; part: FilePart; share: number };

/** What came of a task. */
export type Outcome =
  | { is: 'frozen'; hash: string; tally: Tally }
  | { is: 'exported'; hash: string; bytes: number; fileName: string }
  | { is: 'compared'; difference: Difference };

/** What of the settings a thread is given. */
export const placeIn = ({ databaseUrl, bucket, dataDir }: Place): Place => ({ databaseUrl, bucket, dataDir });
