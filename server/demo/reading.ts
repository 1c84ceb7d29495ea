import { type DigitModel, predictDigit } from './model.ts';

/** The model's name; its versions count from 1. */
const modelName = 'digits';

/** Which version was the nth to be trained. */
export const versionOf = (n: number): string => `${modelName}@${n}`;

/** The version that the demo begins with. */
export const firstVersion = versionOf(1);

/** What a version of the model says of one digit, as it is submitted. */
export type Reading = {
  value: string;
  /** In [0,1], to six decimal places, like the scores. */
  confidence: number;
  scores: Record<string, number>;
  /** How long the model took over it, in milliseconds. */
  latencyMs: number;
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
  };
};
