import { comparedConfidence, type Confidences } from './calibrators.ts';
import { confidenceCell } from './threshold-grid.ts';
import type { Arm, Json, LabelSource, ReviewPurpose } from './words.ts';

/**
 * How people were asked, which is never pooled: `shadow`, where nobody could have seen the suggestion; `assisted` and
 * `blind`, where a draw decided whether they did; `audit`, where the model's answer had been accepted.
 */
export const evidenceBases = ['shadow', 'assisted', 'blind', 'audit'] as const;
export type EvidenceBasis = (typeof evidenceBases)[number];

/**
 * How the person was asked whose answer this is; null: they were asked because others had disagreed, and what they say is
 * no random sample of anything.
 */
export const basisOf = (
  { purpose, arm }: { purpose: ReviewPurpose; arm: Arm },
  blindProbability: number | null,
): EvidenceBasis | null => {
  if (purpose === 'adjudication' || purpose === 'recheck' || purpose === 'gold') return null;
  if (purpose === 'audit') return 'audit';
  if (arm === 'assisted') return 'assisted';
  return blindProbability === 1 ? 'shadow' : 'blind';
};

/** A value as evidence is counted by it. */
const textOf = (value: Json): string => JSON.stringify(value);

/** What the model said and what a person said, and whether the label kind takes them for the same. */
type Compared = { modelValue: string; answer: string; agreed: boolean };

/** Sums over the answers of one cell: how many; those with a known time, Σ and Σ² of it in milliseconds; quick ones. */
export type AnswerSums = { n: number; timed: number; time: number; timeSquared: number; quick: number };
export type AnswerEvidence = Compared & AnswerSums & { basis: EvidenceBasis };

/** The same over the answers of one arm, with how many of them equal the model's. */
export type ArmEvidence = AnswerSums & { agreed: number };
export const nothingOfArm: ArmEvidence = { n: 0, agreed: 0, timed: 0, time: 0, timeSquared: 0, quick: 0 };

/** Sums over the answers that one inspector gave in one arm, where a draw decided which. */
export type InspectorEvidence = ArmEvidence & { userId: string; arm: Arm };

/** What an answer that adds this to the evidence adds to what is known of its author; null: no draw chose the arm. */
export const inspectorEvidence = (
  userId: string,
  { basis, agreed, n, timed, time, timeSquared, quick }: AnswerEvidence,
): InspectorEvidence | null =>
  basis === 'assisted' || basis === 'blind'
    ? { userId, arm: basis, n, agreed: agreed ? n : 0, timed, time, timeSquared, quick }
    : null;

/** Suggestions taken faster than this, in milliseconds, were hardly looked at. */
export const quickMs = 1_000;

/** What one standing answer adds to the evidence (sign 1), or takes out again (−1). */
export const answerEvidence = (
  basis: EvidenceBasis,
  predicted: Json,
  { value, agreed, timeSpentMs }: { value: Json; agreed: boolean; timeSpentMs: number | null },
  sign: 1 | -1,
): AnswerEvidence => {
  const time = timeSpentMs ?? 0;
  return {
    basis,
    modelValue: textOf(predicted),
    answer: textOf(value),
    agreed,
    n: sign,
    timed: timeSpentMs === null ? 0 : sign,
    time: sign * time,
    timeSquared: sign * time ** 2,
    quick: timeSpentMs !== null && agreed && time < quickMs ? sign : 0,
  };
};

/**
 * Sums over the labelled items of one cell that were drawn, with probability π, to be judged blind; f is the
 * confidence that was compared (0 where there is none) and c whether it was right: n, Σf, Σ1/π, Σ1/π², Σf/π, Σf²/π and Σ(c − f)²/π².
 */
export type LabelSums = {
  n: number;
  confidence: number;
  weight: number;
  weightSquared: number;
  weightedConfidence: number;
  weightedConfidenceSquared: number;
  correctionSquared: number;
};
export type LabelEvidence = Compared & LabelSums & Cell;

/** A prediction as it was compared with thresholds, and the calibrator it went through; 0: none. */
export type Predicted = Confidences & { value: Json; calibrator: number };

/** Confidences are counted by the calibrator that they came from, as those of another say something else. */
type Cell = { calibrator: number; cell: number };

/**
 * The probability π with which an item was drawn to be judged blind that people then labelled; null: its label tells
 * nothing of the model, as people did not give it, or not blind by a draw of known probability, or the model said nothing.
 */
export const blindDraw = (
  label: { source: LabelSource } | null,
  { arm, blindProbability: pi }: { arm: Arm | null; blindProbability: number | null },
  predicted: Json,
): number | null =>
  !label || label.source === 'auto' || arm !== 'blind' || !pi || predicted === null ? null : pi;

/** What an item's label in force adds to the evidence (sign 1), or takes out again (−1); null: nothing. */
export const labelEvidence = (
  label: { value: Json; source: LabelSource } | null,
  drawn: { arm: Arm | null; blindProbability: number | null },
  predicted: Predicted,
  agreed: boolean,
  sign: 1 | -1,
): LabelEvidence | null => {
  const pi = blindDraw(label, drawn, predicted.value);
  if (!label || pi === null) return null;
  const compared = comparedConfidence(predicted);
  const f = compared ?? 0;
  const weight = sign / pi;
  return {
    calibrator: predicted.calibrator,
    cell: confidenceCell(compared),
    modelValue: textOf(predicted.value),
    answer: textOf(label.value),
    agreed,
    n: sign,
    confidence: sign * f,
    weight,
    weightSquared: weight / pi,
    weightedConfidence: weight * f,
    weightedConfidenceSquared: weight * f ** 2,
    correctionSquared: (weight * ((agreed ? 1 : 0) - f) ** 2) / pi,
  };
};

/** Sums over the items taken in, in one cell of confidence: n, Σf and Σf²; apart where none could be judged blind. */
export type IntakeEvidence = Cell & {
  covered: boolean;
  n: number;
  confidence: number;
  confidenceSquared: number;
};

/** What an item that is taken in adds to the evidence; null: the model said nothing of it. */
export const intakeEvidence = (predicted: Predicted, blindProbability: number): IntakeEvidence | null => {
  if (predicted.value === null) return null;
  const compared = comparedConfidence(predicted);
  const f = compared ?? 0;
  const { calibrator } = predicted;
  const cell = confidenceCell(compared);
  return { calibrator, cell, covered: blindProbability > 0, n: 1, confidence: f, confidenceSquared: f ** 2 };
};
