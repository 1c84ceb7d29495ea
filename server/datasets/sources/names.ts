/** The forms in which files of items and labels are brought. */
export const sourceFormatNames = ['jsonl', 'csv', 'label_studio', 'parquet'] as const;
export type SourceFormatName = (typeof sourceFormatNames)[number];
