import { digitImage, digitPixels, loadDigits } from './digits.ts';
import { underFailingLamp } from './lighting.ts';
import { accuracy, type DigitModel } from './model.ts';

/** How well versions read the test split, which neither trainings nor people ever see: as written, or under the failing lamp. */
export const createHeldOut = (underLamp: boolean): ((model: DigitModel) => string) => {
  const written = loadDigits('test');
  const images = new Uint8Array(written.images.length);
  if (underLamp)
    for (let i = 0; i < written.count; i += 1)
      images.set(underFailingLamp(digitImage(written, i)), i * digitPixels);
  const digits = underLamp ? { ...written, images } : written;
  return (model) => `${((accuracy(model, digits) ?? 0) * 100).toFixed(1)} %`;
};
