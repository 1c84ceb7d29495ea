import type { WriteStream } from 'node:tty';
import { loadDigits } from './digits.ts';
import { loadModel, saveModel } from './model-file.ts';
import type { DigitModel } from './model.ts';
import { demoTraining, trainDigitModel } from './train.ts';

/** Where the trained model is kept, below the working directory. */
export const modelFile = '.cache/demo/digits.model';

const what = `Training a model on ${demoTraining.examples.toLocaleString('en')} handwritten digits`;

/** Shows how far something has come: on a terminal in one line, elsewhere in a line every quarter. */
const createProgress = (out: WriteStream): ((fraction: number) => void) => {
  let told = 0;
  return (fraction) => {
    const percent = Math.floor(fraction * 100);
    if (out.isTTY) {
      if (percent > told) out.write(`\r${what}: ${percent} %${percent === 100 ? '\n' : ''}`);
      told = Math.max(told, percent);
    } else {
      const quarter = percent - (percent % 25);
      if (quarter > told) out.write(`${what}: ${quarter} %\n`);
      told = Math.max(told, quarter);
    }
  };
};

/** The demo's model: from its file, or trained now, which takes about a second and shows its progress. */
export const loadOrTrainModel = async (out: WriteStream): Promise<DigitModel> => {
  const kept = await loadModel(modelFile, demoTraining);
  if (kept) return kept;
  const progress = createProgress(out);
  const model = await trainDigitModel({
    digits: loadDigits('train'),
    onProgress: ({ fraction }) => progress(fraction),
  });
  await saveModel(model, modelFile);
  return model;
};

/** What the model is, in a sentence. */
export const describeModel = ({ settings: { hidden, examples } }: DigitModel): string =>
  `A neural network with one hidden layer of ${hidden} units, trained on ${examples.toLocaleString('en')} digits of MNIST.`;
