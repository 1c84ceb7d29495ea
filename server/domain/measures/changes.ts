import type { Arm, DecisionKind, Destination, Json, ReviewPurpose } from '../words.ts';
import type { ComparedWay } from '../rollup-metrics.ts';
import { asText } from '../as-text.ts';
import { cellOfConfidence, logCell } from './cells.ts';
import { inputMeasures, type MonitoredInput } from './inputs.ts';
import type { MeasureChange } from './metrics.ts';

type Taken = {
  modelVersionId: string;
  value: Json;
  confidence: number | null;
  latencyMs: number | null;
  inputs: Readonly<Record<string, string | number | boolean | null>>;
};

/** A predicted value as the part of a measure; '' where the model abstained. */
export const partOfValue = (value: Json): string => (value === null ? '' : asText(value));

/** What a submission that is taken in adds to the measures of its model version. */
export const intakeMeasures = (
  { modelVersionId, value, confidence, latencyMs, inputs }: Taken,
  destination: Destination,
  declared: readonly MonitoredInput[],
): MeasureChange[] => {
  const one = { modelVersionId, part: '', n: 1 };
  return [
    { ...one, metric: 'intake', part: partOfValue(value), bin: destination, sum: 0 },
    ...(confidence === null
      ? []
      : [
          {
            ...one,
            metric: 'confidence' as const,
            bin: cellOfConfidence(confidence),
            sum: confidence,
          },
        ]),
    ...(latencyMs === null
      ? []
      : [{ ...one, metric: 'latency' as const, bin: logCell(latencyMs), sum: latencyMs }]),
    ...declared.flatMap((input) =>
      inputMeasures(input, inputs[input.name]).map((change) => ({ modelVersionId, ...change })),
    ),
  ];
};

/** What a prediction adds that was compared with the one that decided. */
export const comparedMeasures = ({
  modelVersionId,
  value,
  latencyMs,
  same,
}: Pick<Taken, 'modelVersionId' | 'value' | 'latencyMs'> & { same: boolean }): MeasureChange[] => {
  const one = { modelVersionId, n: 1 };
  return [
    { ...one, metric: 'compared', part: partOfValue(value), bin: same ? 'same' : 'differs', sum: 0 },
    ...(latencyMs === null
      ? []
      : [
          {
            ...one,
            metric: 'compared_latency' as const,
            part: '',
            bin: logCell(latencyMs),
            sum: latencyMs,
          },
        ]),
  ];
};

/** What a submission of a known key adds: with the same content as before, or with other content. */
export const repeatMeasure = (modelVersionId: string, isSame: boolean): MeasureChange => ({
  metric: 'repeats',
  modelVersionId,
  part: '',
  bin: isSame ? 'same' : 'other',
  n: 1,
  sum: 0,
});

/**
 * What people make of reviews: an answer that equals the model's or differs from it, by how they were asked; an answer
 * that cannot be held against the model's, or was asked for because others differed; a pass.
 */
export type DecisionBin = `${'agreed' | 'differed'}_${ComparedWay}` | 'answered' | 'skip' | 'escalation';

type Decided = { kind: DecisionKind; purpose: ReviewPurpose; arm: Arm; agreed: boolean | null };

/** What is asked for in these reviews is no evidence of a model. */
const basisless: ReadonlySet<ReviewPurpose> = new Set(['recheck', 'adjudication', 'gold']);

/** Where a decision is counted. */
export const decisionBin = ({ kind, purpose, arm, agreed }: Decided): DecisionBin => {
  if (kind !== 'answer') return kind;
  if (agreed === null || basisless.has(purpose)) return 'answered';
  return `${agreed ? 'agreed' : 'differed'}_${purpose === 'audit' ? 'audit' : arm}`;
};

/** What a decision adds to the measures of the model version whose item it is about. */
export const decisionMeasure = (modelVersionId: string, decided: Decided): MeasureChange => ({
  metric: 'decisions',
  modelVersionId,
  part: '',
  bin: decisionBin(decided),
  n: 1,
  sum: 0,
});

/** What it adds that people labelled an item so many milliseconds after it came in. */
export const labelledMeasure = (modelVersionId: string, ms: number): MeasureChange => ({
  metric: 'time_to_label',
  modelVersionId,
  part: '',
  bin: logCell(Math.max(0, ms)),
  n: 1,
  sum: Math.max(0, ms),
});
