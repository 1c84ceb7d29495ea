import { type DigitInputs, digitInputs } from './digits.ts';
import { type DigitModel, predictDigit } from './model.ts';

/** Under which name and version the demo's model submits. */
export const modelVersion = 'digits-mlp@1';

/** What the model service says of one digit, as it submits it. */
export type Reading = {
  value: string;
  /** In [0,1], to six decimal places, like the scores. */
  confidence: number;
  scores: Record<string, number>;
  /** How long the model took over it, in milliseconds. */
  latencyMs: number;
  inputs: DigitInputs;
};

const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

/** Reads the digit on an image (`digitPixels` bytes). */
export const readDigit = (model: DigitModel, image: Uint8Array): Reading => {
  const startedAt = performance.now();
  const { value, confidence, scores } = predictDigit(model, image);
  const latencyMs = performance.now() - startedAt;
  return {
    value,
    confidence: round(confidence, 6),
    scores: Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, round(score, 6)])),
    latencyMs: round(latencyMs, 3),
    inputs: digitInputs(image),
  };
};
