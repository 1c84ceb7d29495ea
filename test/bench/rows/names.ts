/** The rows of the bench, in the order of the table. */
export const rowNames = [
  'noop',
  'submit',
  'submit-p99',
  'stream',
  'one-client',
  'claim-growth',
  'decide',
  'export-jsonl',
  'export-csv',
  'snapshot',
  'during-export',
  'rollups',
  'overview-growth',
  'sockets',
  'key-press',
  'export-memory',
  'postgres-submit',
  'postgres-claim',
] as const;

/** Those whose data grows with `--scale`, and which it repeats. */
export const growthRowNames = [
  'claim-growth',
  'overview-growth',
  'export-memory',
] as const satisfies readonly (typeof rowNames)[number][];
export type RowName = (typeof rowNames)[number];
