import { benjaminiHochberg } from './statistics/benjamini-hochberg.ts';
import type { Proportion } from './statistics/differences.ts';
import { fisherLower } from './statistics/fisher-exact.ts';
import { total } from './statistics/total.ts';

/** With fewer answers nothing is said of a slice, nor of the rest. */
export const fewestAnswers = 30;

/** Of the slices that are named as weak, at most this share is so by chance alone, on average. */
const falseShare = 0.05;

/**
 * Which slices agree less often than all the others together, beyond chance: Fisher's exact test of each against the
 * rest, with the p-values adjusted for their number.
 */
export const weakSlices = (slices: readonly Proportion[]): boolean[] => {
  const all = { k: total(slices.map(({ k }) => k)), n: total(slices.map(({ n }) => n)) };
  const tested = slices.map(({ n }) => n >= fewestAnswers && all.n - n >= fewestAnswers);
  const pValues = slices
    .filter((_, i) => tested[i])
    .map((slice) => fisherLower(slice, { k: all.k - slice.k, n: all.n - slice.n }));
  const adjusted = benjaminiHochberg(pValues).values();
  return tested.map((isTested) => isTested && (adjusted.next().value ?? 1) <= falseShare);
};
