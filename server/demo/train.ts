import { seededDraws } from './seeded-draws.ts';
import { setImmediate as eventLoop } from 'node:timers/promises';
import { digitImage, digitPixels, type Digits } from './digits.ts';
import {
  type Activations,
  createActivations,
  type DigitModel,
  modelShape,
  runForward,
  type TrainingSettings,
} from './model.ts';

/** How far a training has come. */
export type TrainingProgress = {
  /** The epoch under way, from 1. */
  epoch: number;
  /** Batches of this epoch that are done. */
  batch: number;
  /** Share of the whole training that is done, in [0,1]. */
  fraction: number;
  /** Cross-entropy in nats, a running mean over the last hundred or so batches. */
  loss: number;
};

/**
 * The settings of the demo's first model, about a second on one core. It is taught by few digits, so that those that people
 * label while the demo runs teach it more. The test split has no part in any training, so that what is measured on it is
 * honest.
 */
export const demoTraining: TrainingSettings = {
  hidden: 40,
  examples: 4_000,
  epochs: 6,
  batch: 32,
  learningRate: 0.05,
  momentum: 0.9,
  seed: 7,
};

const reportEvery = 20;

/** What was chosen, and the demo's setting wherever nothing (or undefined) was. */
const withDefaults = (chosen: Partial<TrainingSettings>): TrainingSettings => ({
  hidden: chosen.hidden ?? demoTraining.hidden,
  examples: chosen.examples ?? demoTraining.examples,
  epochs: chosen.epochs ?? demoTraining.epochs,
  batch: chosen.batch ?? demoTraining.batch,
  learningRate: chosen.learningRate ?? demoTraining.learningRate,
  momentum: chosen.momentum ?? demoTraining.momentum,
  seed: chosen.seed ?? demoTraining.seed,
});

const shuffle = (order: Uint32Array, draw: () => number): void => {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(draw() * (last + 1));
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
};

const emptyModel = (settings: TrainingSettings): DigitModel => {
  const [inputWeights, inputBias, outputWeights, outputBias] = modelShape(settings.hidden);
  return {
    settings,
    inputWeights: new Float32Array(inputWeights),
    inputBias: new Float32Array(inputBias),
    outputWeights: new Float32Array(outputWeights),
    outputBias: new Float32Array(outputBias),
  };
};

/** Uniform start weights of variance 2 / inputs (He et al. 2015), which suits ReLU. */
const initialize = (weights: Float32Array, inputs: number, draw: () => number): void => {
  const bound = Math.sqrt(6 / inputs);
  for (let i = 0; i < weights.length; i += 1) weights[i] = (2 * draw() - 1) * bound;
};

/** Adds one digit's gradient of the loss to `gradient`, after the pass that read it, and gives its loss in nats. */
const addGradient = (
  model: DigitModel,
  pass: Activations,
  label: number,
  gradient: DigitModel,
  back: Float64Array,
) => {
  const { hidden, probabilities, inked, amounts, inkedCount } = pass;
  const { inputWeights, inputBias, outputWeights, outputBias } = gradient;
  const units = hidden.length;
  const classes = probabilities.length;
  const loss = -Math.log(Math.max(probabilities[label] ?? 0, 1e-12));

  // The gradient at a softmax with cross-entropy is what it said less what is true.
  probabilities[label] = (probabilities[label] ?? 0) - 1;
  for (let c = 0; c < classes; c += 1) outputBias[c] = (outputBias[c] ?? 0) + (probabilities[c] ?? 0);
  for (let unit = 0; unit < units; unit += 1) {
    const activation = hidden[unit] ?? 0;
    back[unit] = 0;
    if (activation === 0) continue;
    let sum = 0;
    for (let c = 0, at = unit * classes; c < classes; c += 1, at += 1) {
      const error = probabilities[c] ?? 0;
      sum += error * (model.outputWeights[at] ?? 0);
      outputWeights[at] = (outputWeights[at] ?? 0) + error * activation;
    }
    back[unit] = sum;
    inputBias[unit] = (inputBias[unit] ?? 0) + sum;
  }
  for (let i = 0; i < inkedCount; i += 1) {
    const row = (inked[i] ?? 0) * units;
    const amount = amounts[i] ?? 0;
    for (let unit = 0; unit < units; unit += 1)
      inputWeights[row + unit] = (inputWeights[row + unit] ?? 0) + amount * (back[unit] ?? 0);
  }
  return loss;
};

/** One step downhill with momentum; clears the gradient for the next batch. */
const step = (
  weights: Float32Array,
  gradient: Float32Array,
  velocity: Float32Array,
  rate: number,
  momentum: number,
) => {
  for (let i = 0; i < weights.length; i += 1) {
    const speed = momentum * (velocity[i] ?? 0) - rate * (gradient[i] ?? 0);
    velocity[i] = speed;
    weights[i] = (weights[i] ?? 0) + speed;
    gradient[i] = 0;
  }
};

/**
 * Trains a model on the first `examples` digits by mini-batch gradient descent. The same settings and digits give the
 * same weights. Lets the event loop run between batches; rejects with the signal's reason when it is aborted.
 */
export const trainDigitModel = async ({
  digits,
  onProgress,
  signal,
  ...chosen
}: Partial<TrainingSettings> & {
  digits: Digits;
  onProgress?: (progress: TrainingProgress) => void;
  signal?: AbortSignal;
}): Promise<DigitModel> => {
  signal?.throwIfAborted();
  const settings = withDefaults(chosen);
  const { hidden, epochs, batch: batchSize, momentum } = settings;
  const count = Math.min(settings.examples, digits.count);
  const draw = seededDraws(settings.seed);
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const model = emptyModel(settings);
  const gradient = emptyModel(settings);
  const velocity = emptyModel(settings);
  const pass = createActivations(hidden);
  const back = new Float64Array(hidden);
  initialize(model.inputWeights, digitPixels, draw);
  initialize(model.outputWeights, hidden, draw);

  const batches = Math.ceil(count / batchSize);
  let loss = Math.log(10);
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    shuffle(order, draw);
    for (let batch = 1; batch <= batches; batch += 1) {
      const members = order.subarray((batch - 1) * batchSize, batch * batchSize);
      let batchLoss = 0;
      for (const index of members) {
        runForward(model, digitImage(digits, index), pass);
        batchLoss += addGradient(model, pass, digits.labels[index] ?? 0, gradient, back);
      }
      const done = (epoch - 1) * batches + batch;
      const fraction = done / (epochs * batches);
      const rate = (settings.learningRate * (1 + Math.cos(Math.PI * fraction))) / 2 / members.length;
      step(model.inputWeights, gradient.inputWeights, velocity.inputWeights, rate, momentum);
      step(model.inputBias, gradient.inputBias, velocity.inputBias, rate, momentum);
      step(model.outputWeights, gradient.outputWeights, velocity.outputWeights, rate, momentum);
      step(model.outputBias, gradient.outputBias, velocity.outputBias, rate, momentum);

      loss += (batchLoss / members.length - loss) / Math.min(done, 100);
      if (onProgress && (batch % reportEvery === 0 || batch === batches))
        onProgress({ epoch, batch, fraction, loss });
      await eventLoop();
      signal?.throwIfAborted();
    }
  }
  return model;
};
