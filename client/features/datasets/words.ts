import { t } from '@lingui/core/macro';
import type { Split } from '../../../server/domain/datasets/splits.ts';
import type { DatasetExportReply, SnapshotReply } from '../../../server/features/datasets/contract.ts';

/** What each split is for, as a name. */
export const splitWords: Record<Split, string> = {
  train: t`Training`,
  validation: t`Validation`,
  test: t`Test`,
};

/** How far a snapshot or an export is, and the colour of its badge. */
export const stateWords: Record<SnapshotReply['state'], { name: string; color: string }> = {
  writing: { name: t`Being written`, color: 'blue' },
  ready: { name: t`Ready`, color: 'teal' },
  cancelled: { name: t`Cancelled`, color: 'gray' },
  failed: { name: t`Failed`, color: 'red' },
};

/** What each format is called, and what it is for. */
export const formatWords: Record<DatasetExportReply['format'], { title: string; purpose: string }> = {
  jsonl: { title: 'JSON Lines', purpose: t`Every row whole, an object a line` },
  csv: { title: 'CSV', purpose: t`A table for spreadsheets and statistics` },
  parquet: { title: 'Parquet', purpose: t`Typed columns for pandas, Polars, DuckDB and Spark` },
  hugging_face: {
    title: 'Hugging Face',
    purpose: t`A folder for load_dataset and the Hub, with the files beside their labels`,
  },
  coco: { title: 'COCO', purpose: t`Boxes and polygons on images, for detectors` },
  yolo: { title: 'YOLO', purpose: t`Boxes and polygons on images, for Ultralytics` },
  label_studio: {
    title: 'Label Studio',
    purpose: t`Tasks with predictions and answers, to go on with there`,
  },
  ground_truth: {
    title: 'SageMaker Ground Truth',
    purpose: t`Augmented manifests of classes or boxes, for SageMaker`,
  },
  conll: { title: 'CoNLL (IOB2)', purpose: t`Tokens and tags, for taggers of texts` },
  span_jsonl: { title: t`Spans as JSON Lines`, purpose: t`Texts with marked spans, for spaCy and its like` },
  nemo: { title: 'NeMo', purpose: t`Recordings with transcripts, for speech recognition` },
};
