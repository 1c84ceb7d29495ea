import { join } from 'node:path';
import { loadModel, saveModel } from './model-file.ts';
import type { DigitModel } from './model.ts';
import { firstVersion } from './reading.ts';
import { demoTraining } from './train.ts';
import { modelFile } from './trained-model.ts';

/** Where a folder of versions keeps one that was trained on what people labelled. */
const fileOf = (folder: string, version: string): string => join(folder, `${version}.model`);

/** Keeps a version that was trained, so that the line finds it. */
export const saveVersion = (folder: string, version: string, model: DigitModel): Promise<void> =>
  saveModel(model, fileOf(folder, version));

/** A version of the model by its name; null: there is none. */
export const loadVersion = (folder: string, version: string): Promise<DigitModel | null> =>
  version === firstVersion ? loadModel(modelFile, demoTraining) : loadModel(fileOf(folder, version));
