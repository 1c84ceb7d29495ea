/** The forms in which files of items and labels are brought. */
export const sourceFormatNames = ['jsonl', 'csv', 'label_studio', 'parquet'] as const;
export type SourceFormatName = (typeof sourceFormatNames)[number];

/** Where an import stands. */
export const importStates = ['uploaded', 'running', 'done', 'cancelled', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

/**
 * What the labels of a file become: `gold`, what is known of items that inspectors are held against; `history`, the labels
 * in force, as they were given; `none`: the items alone come in, to be judged anew.
 */
export const importedAs = ['history', 'gold', 'none'] as const;
export type ImportedAs = (typeof importedAs)[number];

/** The model version that items are of which no model is named for; it says nothing of them. */
export const importModel = 'import@1';

/** Rows that faults are kept of; all are counted. */
export const mostFaults = 1_000;
