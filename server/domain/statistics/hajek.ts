import { borrowed, type Estimate, estimateOf } from './estimate.ts';

/**
 * Additive sums over reviewed items with a known review probability π, c = 1 where the model was correct: how many,
 * Σ1/π, Σc/π, Σ1/π² and Σc/π².
 */
export type HajekSums = {
  reviewed: number;
  weight: number;
  correct: number;
  weightSquared: number;
  correctSquared: number;
};

/** A reviewed item: its review probability in (0,1] and whether the model was correct. */
export type ReviewedItem = { pi: number; correct: boolean };

/** The sums before any review. */
export const noHajekSums: HajekSums = {
  reviewed: 0,
  weight: 0,
  correct: 0,
  weightSquared: 0,
  correctSquared: 0,
};

const change = (sums: HajekSums, { pi, correct }: ReviewedItem, sign: 1 | -1): HajekSums => {
  const weight = sign / pi;
  const weightSquared = sign / pi ** 2;
  return {
    reviewed: sums.reviewed + sign,
    weight: sums.weight + weight,
    correct: sums.correct + (correct ? weight : 0),
    weightSquared: sums.weightSquared + weightSquared,
    correctSquared: sums.correctSquared + (correct ? weightSquared : 0),
  };
};

/** The sums with one more reviewed item. */
export const addReview = (sums: HajekSums, item: ReviewedItem): HajekSums => change(sums, item, 1);

/** The sums without an item that they hold, given as when it was added: a changed label is removed and added again. */
export const removeReview = (sums: HajekSums, item: ReviewedItem): HajekSums => change(sums, item, -1);

/**
 * The share of all items on which the model is correct, Σ(ξc/π)/Σ(ξ/π) (Hájek 1971), with its linearised standard error
 * as of a sample from an endless stream. Null before the first review.
 */
export const hajek = (sums: HajekSums): Estimate | null => {
  if (sums.reviewed <= 0) return null;
  const ratio = ({ weight, correct, weightSquared, correctSquared }: HajekSums) => {
    const value = correct / weight;
    // Σ(c − p)²/π², as c is 0 or 1.
    const squares = correctSquared * (1 - 2 * value) + value ** 2 * weightSquared;
    return { value, standardError: Math.sqrt(Math.max(squares, 0)) / weight };
  };
  const typical = sums.weightSquared / sums.weight;
  const lent = ratio({
    ...sums,
    weight: sums.weight + 2 * borrowed * typical,
    correct: sums.correct + borrowed * typical,
    weightSquared: sums.weightSquared + 2 * borrowed * typical ** 2,
    correctSquared: sums.correctSquared + borrowed * typical ** 2,
  });
  return estimateOf({ ...ratio(sums), reviewed: sums.reviewed }, lent);
};
