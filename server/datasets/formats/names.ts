/** The forms in which labels can be exported. */
export const exportFormatNames = ['jsonl', 'csv'] as const;
export type ExportFormatName = (typeof exportFormatNames)[number];
