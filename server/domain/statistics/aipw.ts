import { borrowed, type Estimate, estimateOf } from './estimate.ts';

/**
 * Additive sums over all items with a known review probability π and a calibrated confidence f, reviewed (ξ) or not:
 * how many, Σf, Σf²; and over the reviewed ones, with d = (c − f)/π: how many, Σ1/π, Σ1/π², Σd, Σd², Σfd.
 */
export type AipwSums = {
  items: number;
  confidence: number;
  confidenceSquared: number;
  reviewed: number;
  weight: number;
  weightSquared: number;
  correction: number;
  correctionSquared: number;
  product: number;
};

/** A review of an item that the sums hold: π in (0,1], f in [0,1], and whether the model was correct. */
export type CorrectedItem = { pi: number; confidence: number; correct: boolean };

/** The sums before any item. */
export const noAipwSums: AipwSums = {
  items: 0,
  confidence: 0,
  confidenceSquared: 0,
  reviewed: 0,
  weight: 0,
  weightSquared: 0,
  correction: 0,
  correctionSquared: 0,
  product: 0,
};

const changeItems = (sums: AipwSums, confidence: number, sign: 1 | -1): AipwSums => ({
  ...sums,
  items: sums.items + sign,
  confidence: sums.confidence + sign * confidence,
  confidenceSquared: sums.confidenceSquared + sign * confidence ** 2,
});

const changeReviews = (sums: AipwSums, item: CorrectedItem, sign: 1 | -1): AipwSums => {
  const correction = ((item.correct ? 1 : 0) - item.confidence) / item.pi;
  return {
    ...sums,
    reviewed: sums.reviewed + sign,
    weight: sums.weight + sign / item.pi,
    weightSquared: sums.weightSquared + sign / item.pi ** 2,
    correction: sums.correction + sign * correction,
    correctionSquared: sums.correctionSquared + sign * correction ** 2,
    product: sums.product + sign * item.confidence * correction,
  };
};

/** The sums with one more item of this calibrated confidence, reviewed or not. */
export const addItem = (sums: AipwSums, confidence: number): AipwSums => changeItems(sums, confidence, 1);

/** The sums without an item that they hold; its review is removed first. */
export const removeItem = (sums: AipwSums, confidence: number): AipwSums => changeItems(sums, confidence, -1);

/** The sums with the review of an item that they hold. */
export const addCorrection = (sums: AipwSums, item: CorrectedItem): AipwSums => changeReviews(sums, item, 1);

/** The sums without a review, given as when it was added: a changed label is removed and added again. */
export const removeCorrection = (sums: AipwSums, item: CorrectedItem): AipwSums =>
  changeReviews(sums, item, -1);

/**
 * The share of all items on which the model is correct: the mean of f + (ξ/π)(c − f), cut to [0,1], with the standard
 * error of that mean (augmented inverse probability weighting; Robins, Rotnitzky and Zhao 1994). Right whatever f is;
 * the nearer f, the narrower. Null before the second item or the first review.
 */
export const aipw = (sums: AipwSums): Estimate | null => {
  const { items, reviewed } = sums;
  if (items < 2 || reviewed <= 0) return null;
  const value = (sums.confidence + sums.correction) / items;
  const squares = sums.confidenceSquared + 2 * sums.product + sums.correctionSquared - items * value ** 2;
  const spread = Math.max(squares, 0);
  const standardError = Math.sqrt(spread / (items - 1) / items);
  const typical = sums.weightSquared / sums.weight;
  const inside = Math.min(Math.max(value, 0), 1);
  const lentItems = items + 2 * borrowed * typical;
  const lentSpread = spread + borrowed * typical ** 2 * ((1 - inside) ** 2 + inside ** 2);
  const lent = {
    value: (items * inside + borrowed * typical) / lentItems,
    standardError: Math.sqrt(lentSpread) / lentItems,
  };
  return estimateOf({ value, standardError, reviewed }, lent);
};
