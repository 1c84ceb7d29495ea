/** The forms in which datasets leave the house. */
export const datasetFormatNames = [
  'jsonl',
  'csv',
  'parquet',
  'hugging_face',
  'coco',
  'yolo',
  'label_studio',
  'ground_truth',
  'conll',
  'span_jsonl',
  'nemo',
] as const;
export type DatasetFormatName = (typeof datasetFormatNames)[number];
