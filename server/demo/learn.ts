import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { asItCameIn, indexOf } from './arrivals.ts';
import { digitImage, digitPixels, type Digits } from './digits.ts';
import { digitClasses } from './model.ts';
import { demoTraining } from './train.ts';

/** A row of a dataset, as far as a trainer of digits looks at it. */
const row = z.object({
  key: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  value: z.unknown(),
  source: z.string(),
});

/** What people labelled of a dataset: pixels as they came in, and whether some did so under the failing lamp. */
export type Labelled = { digits: Digits; underLamp: boolean };

/** The digits of a set's images and labels. */
const gathered = (some: readonly { image: Uint8Array; label: number }[]): Digits => {
  const images = new Uint8Array(some.length * digitPixels);
  some.forEach(({ image }, i) => images.set(image, i * digitPixels));
  return { images, labels: Uint8Array.from(some, ({ label }) => label), count: some.length };
};

/** Reads a dataset (gzipped JSON Lines): the labels that people gave, not those that the model gave itself. */
export const readDataset = (file: Uint8Array, digits: Digits): Labelled => {
  let anyUnderLamp = false;
  const labelled = gunzipSync(file)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const { key, inputs, value, source } = row.parse(JSON.parse(line));
      const [index, label] = [indexOf(key), digitClasses.findIndex((name) => name === value)];
      const isOurs = Number.isInteger(index) && index >= demoTraining.examples && index < digits.count;
      if (source === 'auto' || label < 0 || !isOurs) return [];
      const { image, underLamp } = asItCameIn(digits, key, inputs);
      anyUnderLamp ||= underLamp;
      return [{ image, label }];
    });
  return { digits: gathered(labelled), underLamp: anyUnderLamp };
};

/** What the first model was taught by, and these digits after it. */
export const withTaught = (digits: Digits, more: Digits): Digits => {
  const taught = Array.from({ length: demoTraining.examples }, (_, i) => i);
  const some = (of: Digits, indexes: number[]) =>
    indexes.map((i) => ({ image: digitImage(of, i), label: of.labels[i] ?? 0 }));
  return gathered([
    ...some(digits, taught),
    ...some(
      more,
      Array.from({ length: more.count }, (_, i) => i),
    ),
  ]);
};
