import type { ItemKindName } from '../../domain/words.ts';
import { audioFeatures } from './audio.ts';
import { imageFeatures } from './image.ts';
import type { KindFeatures } from './kind-features.ts';
import { textFeatures } from './text.ts';

/** What is worked out of the items of each kind; a table row says all by itself. */
export const kindFeatures: Record<ItemKindName, KindFeatures> = {
  image: imageFeatures,
  text: textFeatures,
  table: { inputs: [], ofFile: () => Promise.resolve({}), ofPayload: () => ({}) },
  audio: audioFeatures,
};
