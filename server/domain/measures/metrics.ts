import { systemMetrics } from '../system/metrics.ts';

/**
 * What is measured as it happens, by project, model version and time. Each says what its `part` and `bin` tell apart ('' is
 * none), and what is summed beside the count n.
 */
export const measureMetrics = [
  /** Items taken in: part is the class predicted ('' where the model abstained), bin the destination. */
  'intake',
  /** Confidences as the model said them: bin is a cell of confidence, the sum Σ confidence. */
  'confidence',
  /** Latencies that the model service reported: bin is a cell, the sum is in milliseconds. */
  'latency',
  /** Predictions of a version that did not decide: part is the class ('' where it abstained), bin `same` as the other's or `differs`. */
  'compared',
  /** Latencies of those, as `latency`. */
  'compared_latency',
  /** A declared input: part is its name, bin a cell, a category, `missing` or `unseen`; the sum is Σ of the numbers. */
  'input',
  /** Numbers outside what is declared of an input: part is its name, bin `below` or `above`. */
  'outside',
  /** Items by what a step of the pipeline made of them: part is the step, bin a `StepOutcome`. */
  'step',
  /** How long a step took: part is the step, bin a cell, the sum is in milliseconds. */
  'step_latency',
  /** Submissions of a key that was submitted before: bin says whether the content was the `same` or an`other`. */
  'repeats',
  /** What people made of reviews, as they first answered: bin is a `DecisionBin`. */
  'decisions',
  /** From intake until people had labelled an item that was sent to them: bin is a cell, the sum is in milliseconds. */
  'time_to_label',
  ...systemMetrics,
] as const;
export type MeasureMetric = (typeof measureMetrics)[number];

/** What something adds to the measures of one model version ('' is none). */
export type MeasureChange = {
  metric: MeasureMetric;
  modelVersionId: string;
  part: string;
  bin: string;
  n: number;
  sum: number;
};

/** Measures over a stretch of time. */
export type Measure = Readonly<MeasureChange>;
