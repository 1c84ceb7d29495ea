import { digitImage, digitPixels, type Digits } from './digits.ts';

/** What determines a trained model, the data apart: the same settings give the same weights. */
export type TrainingSettings = {
  /** Units of the hidden layer. */
  hidden: number;
  /** How many digits are trained on, from the first on. */
  examples: number;
  epochs: number;
  /** Digits to one step of gradient descent. */
  batch: number;
  /** Step length at the start; it falls along half a cosine to none at the end. */
  learningRate: number;
  momentum: number;
  seed: number;
};

/** A network of one hidden layer: pixels → ReLU → softmax over the ten digits. */
export type DigitModel = {
  settings: TrainingSettings;
  /** `digitPixels` × hidden, the weights of one pixel side by side. */
  inputWeights: Float32Array;
  /** hidden */
  inputBias: Float32Array;
  /** hidden × 10, the weights of one unit side by side. */
  outputWeights: Float32Array;
  /** 10 */
  outputBias: Float32Array;
};

/** What a pass through the network leaves behind; one is reused for pass after pass. */
export type Activations = {
  /** Indexes of the pixels with ink, of which the first `inkedCount` count. */
  inked: Uint16Array;
  inkedCount: number;
  /** Ink of each of `inked`, 0 to 1. */
  amounts: Float64Array;
  /** hidden, after the ReLU */
  hidden: Float64Array;
  /** 10, summing to 1 */
  probabilities: Float64Array;
};

/** One answer of the model: `value` is the class of the highest score, `confidence` that score, `scores` sum to 1. */
export type DigitPrediction = { value: string; confidence: number; scores: Record<string, number> };

/** The classes, in the order of the outputs. */
export const digitClasses = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The lengths of a model's four arrays, in their order in `DigitModel`. */
export const modelShape = (hidden: number): [number, number, number, number] => [
  digitPixels * hidden,
  hidden,
  hidden * digitClasses.length,
  digitClasses.length,
];

/** Room for the passes through networks with this many hidden units. */
export const createActivations = (hidden: number): Activations => ({
  inked: new Uint16Array(digitPixels),
  inkedCount: 0,
  amounts: new Float64Array(digitPixels),
  hidden: new Float64Array(hidden),
  probabilities: new Float64Array(digitClasses.length),
});

/** Passes one image (`digitPixels` bytes) through the network and leaves what came of it in `pass`. */
export const runForward = (model: DigitModel, image: Uint8Array, pass: Activations): void => {
  const { inputWeights, outputWeights } = model;
  const { hidden, probabilities } = pass;
  const units = hidden.length;
  const classes = probabilities.length;

  // Four pixels in five are blank, and add nothing.
  hidden.set(model.inputBias);
  pass.inkedCount = 0;
  for (let pixel = 0; pixel < digitPixels; pixel += 1) {
    const byte = image[pixel] ?? 0;
    if (byte === 0) continue;
    const amount = byte / 255;
    pass.inked[pass.inkedCount] = pixel;
    pass.amounts[pass.inkedCount] = amount;
    pass.inkedCount += 1;
    const row = pixel * units;
    for (let unit = 0; unit < units; unit += 1)
      hidden[unit] = (hidden[unit] ?? 0) + amount * (inputWeights[row + unit] ?? 0);
  }

  probabilities.set(model.outputBias);
  for (let unit = 0; unit < units; unit += 1) {
    const activation = Math.max(hidden[unit] ?? 0, 0);
    hidden[unit] = activation;
    if (activation === 0) continue;
    const row = unit * classes;
    for (let c = 0; c < classes; c += 1)
      probabilities[c] = (probabilities[c] ?? 0) + activation * (outputWeights[row + c] ?? 0);
  }

  const highest = Math.max(...probabilities);
  let sum = 0;
  for (let c = 0; c < classes; c += 1) {
    const power = Math.exp((probabilities[c] ?? 0) - highest);
    probabilities[c] = power;
    sum += power;
  }
  for (let c = 0; c < classes; c += 1) probabilities[c] = (probabilities[c] ?? 0) / sum;
};

/** What the model takes the digit on an image (`digitPixels` bytes) to be. */
export const predictDigit = (model: DigitModel, image: Uint8Array): DigitPrediction => {
  const pass = createActivations(model.settings.hidden);
  runForward(model, image, pass);
  const confidence = Math.max(...pass.probabilities);
  const scores: Record<string, number> = {};
  digitClasses.forEach((name, c) => (scores[name] = pass.probabilities[c] ?? 0));
  return { value: digitClasses[pass.probabilities.indexOf(confidence)] ?? '0', confidence, scores };
};

/** The share of a set that the model reads rightly, in [0,1]; null for an empty set. */
export const accuracy = (model: DigitModel, digits: Digits): number | null => {
  const pass = createActivations(model.settings.hidden);
  let right = 0;
  for (let i = 0; i < digits.count; i += 1) {
    runForward(model, digitImage(digits, i), pass);
    if (pass.probabilities.indexOf(Math.max(...pass.probabilities)) === digits.labels[i]) right += 1;
  }
  return digits.count === 0 ? null : right / digits.count;
};
