import { coco } from './coco.ts';
import { conll } from './conll.ts';
import { csv } from './csv.ts';
import type { DatasetFormat } from './dataset-format.ts';
import { groundTruth } from './ground-truth.ts';
import { huggingFace } from './hugging-face.ts';
import { jsonl } from './jsonl.ts';
import { labelStudio } from './label-studio/label-studio.ts';
import type { DatasetFormatName } from './names.ts';
import { nemo } from './nemo.ts';
import { parquet } from './parquet.ts';
import { spanJsonl } from './span-jsonl.ts';
import { yolo } from './yolo.ts';

/** The forms in which datasets leave the house. */
export const datasetFormats: Record<DatasetFormatName, DatasetFormat> = {
  jsonl,
  csv,
  parquet,
  hugging_face: huggingFace,
  coco,
  yolo,
  label_studio: labelStudio,
  ground_truth: groundTruth,
  conll,
  span_jsonl: spanJsonl,
  nemo,
};
