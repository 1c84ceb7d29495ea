import { lengthOf, nonLettersOf, scriptNames, scriptOf } from '../../domain/text-features.ts';
import { rounded, type FeatureValues, type KindFeatures } from './kind-features.ts';

const featuresOf = (text: string): FeatureValues => {
  const nonLetters = nonLettersOf(text);
  return {
    'text.length': lengthOf(text),
    'text.script': scriptOf(text),
    'text.nonLetters': nonLetters === null ? null : rounded(nonLetters),
  };
};

/** How long a text is, in what script, and what share of it are no letters. */
export const textFeatures: KindFeatures = {
  inputs: [
    { name: 'text.length', type: 'number', low: null, high: null },
    { name: 'text.script', type: 'category', known: scriptNames },
    { name: 'text.nonLetters', type: 'number', low: 0, high: 1 },
  ],
  ofFile: (bytes) => Promise.resolve(featuresOf(new TextDecoder().decode(bytes))),
  ofPayload: (payload) =>
    'text' in payload && typeof payload.text === 'string' ? featuresOf(payload.text) : {},
};
