import type { EstimateInput, EstimateResult } from './reliability-estimate.ts';
import { weighing, type ClassShare, type WeighedAnswer } from './weighing.ts';
import type { Json } from './words.ts';

/** How probable each class is for each item whose answers an estimate used: item by item, in the order of its classes. */
export const posteriorsOf = (
  result: EstimateResult,
  { users, items, ratings }: EstimateInput,
): Float64Array<ArrayBuffer> => {
  const weigh = weighing(result);
  const values = result.prevalence.map(({ value }) => value);
  const posteriors = new Float64Array(items * values.length);
  for (let at = 0; at < ratings.length;) {
    const item = ratings[at] ?? 0;
    const answers: WeighedAnswer[] = [];
    for (; at < ratings.length && ratings[at] === item; at += 3)
      answers.push({
        userId: users[ratings[at + 1] ?? 0] ?? '',
        value: values[ratings[at + 2] ?? 0] ?? null,
      });
    const shares = weigh(answers) ?? []; // it knows all of its own answers
    posteriors.set(
      shares.map(({ share }) => share),
      item * values.length,
    );
  }
  return posteriors;
};

/** The classes that one of these items may be of, the likeliest first; those below a thousandth are left out. */
export const sharesOfItem = (
  { prevalence }: EstimateResult,
  posteriors: Float64Array,
  item: number,
): ClassShare[] =>
  prevalence
    .map(({ value }, c) => ({ value, share: posteriors[item * prevalence.length + c] ?? 0 }))
    .filter(({ share }) => share >= 0.001)
    .toSorted((a, b) => b.share - a.share);

/** How probable it is that a label is wrong; null: there is none, or of a class that the estimate does not know. */
export const doubtOf = (
  { prevalence }: EstimateResult,
  shares: readonly ClassShare[],
  label: Json,
): number | null => {
  const isLabel = ({ value }: { value: Json }) => JSON.stringify(value) === JSON.stringify(label);
  if (!prevalence.some(isLabel)) return null;
  return 1 - (shares.find(isLabel)?.share ?? 0);
};
