import type { ItemKindName } from '../../domain/words.ts';
import { audioFeatures } from './audio.ts';
import { imageFeatures } from './image.ts';
import type { KindFeatures } from './kind-features.ts';
import { tableFeatures } from './table.ts';
import { textFeatures } from './text.ts';

const none: KindFeatures = { inputs: [], ofFile: () => Promise.resolve({}), ofPayload: () => ({}) };

/** What is worked out of the items of each kind; videos are not looked into. */
export const kindFeatures: Record<ItemKindName, KindFeatures> = {
  image: imageFeatures,
  text: textFeatures,
  table: tableFeatures,
  audio: audioFeatures,
  video: none,
};
