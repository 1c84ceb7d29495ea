import type { Arm, Json, LabelSource } from '../words.ts';
import type { Split } from './splits.ts';

/** What one person answered to an item, as datasets carry it. */
export type Opinion = {
  decision_id: string;
  /** The id of the person. */
  inspector: string;
  value: Json;
  arm: Arm;
  suggestion_shown: boolean;
  /** RFC 3339 in UTC. */
  decided_at: string;
  time_spent_ms: number | null;
};

/** By what ids a row can be traced to what it came of, in the place that it came from. */
export type Lineage = {
  item_id: string;
  /** Null where the item had no label, or its label came from elsewhere without one. */
  label_id: string | null;
  prediction_id: string | null;
  routing_id: string | null;
  decision_ids: string[];
  estimate_id: string | null;
};

/**
 * One item of a dataset, with its label and how that came to be. Rows of a snapshot are ordered by `key`, each once.
 * `value` and all that tells of a label are null where the item had none.
 */
export type DatasetRow = {
  key: string;
  /** What rows that must not be apart have in common; null where rows are split one by one. */
  group: string | null;
  split: Split;
  payload: Json;
  inputs: Json;
  value: Json;
  source: LabelSource | null;
  /** RFC 3339 in UTC. */
  decided_at: string | null;
  /** `name@version` of the prediction that was routed, its answer, how sure it was, and what a calibrator made of that. */
  model: string | null;
  model_value: Json;
  confidence: number | null;
  calibrated: number | null;
  calibrator: number | null;
  scores: Record<string, number> | null;
  agreed: boolean | null;
  arm: Arm | null;
  /** π, the probability with which the item was to be reviewed. */
  review_probability: number | null;
  /** 1/π for what people decided of items drawn for them: how many items of its kind a label stands for. */
  weight: number | null;
  /** Whether the item was accepted automatically and drawn for review. */
  audit: boolean | null;
  /** How many people judged the item for its label. */
  inspectors: number | null;
  /** Share of the opinions that agree with the label, that of an adjudicator aside; null where there are fewer than two. */
  agreement: number | null;
  /**
   * Dawid–Skene posterior of the label: of the estimate that it rests on, else of the latest one, whose id is in the lineage.
   */
  posterior: number | null;
  policy_revision: number | null;
  schema_revision: number | null;
  /** What all opinions took, in milliseconds. */
  time_spent_ms: number | null;
  opinions: Opinion[];
  lineage: Lineage;
};
