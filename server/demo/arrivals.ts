import { digitImage, digitInputs, type Digits } from './digits.ts';
import { driftAfter, underFailingLamp, type Drift } from './lighting.ts';
import { demoTraining } from './train.ts';

/** Has no divisor in common with the number of digits that the line brings, so that steps of it visit each once. */
const stride = 3_571;

const keyStem = 'mnist-';

/** Which digit of the training split an item of this key is. */
export const indexOf = (key: string): number => Number(key.replace(keyStem, ''));

/** How many digits the line can bring: those of the training split that the first model was not taught by. */
export const arrivalsIn = (digits: Digits): number => digits.count - demoTraining.examples;

/** The item that the line brings as the nth, from 0: its key and its pixels as they come in. */
export const arrivalAt = (
  digits: Digits,
  position: number,
  drift: Drift | null,
): { key: string; image: Uint8Array } => {
  // Walked in steps, every stretch of them is like the whole.
  const index = demoTraining.examples + ((position * stride) % arrivalsIn(digits));
  const written = digitImage(digits, index);
  const drifted = drift === 'lighting' && position >= driftAfter;
  return { key: `${keyStem}${index}`, image: drifted ? underFailingLamp(written) : written };
};

/** The pixels of an item as they came in, which what was measured of it tells, and whether that was under the failing lamp. */
export const asItCameIn = (
  digits: Digits,
  key: string,
  inputs: Readonly<Record<string, unknown>>,
): { image: Uint8Array; underLamp: boolean } => {
  const written = digitImage(digits, indexOf(key));
  const underLamp = Object.entries(digitInputs(written)).some(([name, value]) => inputs[name] !== value);
  return { image: underLamp ? underFailingLamp(written) : written, underLamp };
};
