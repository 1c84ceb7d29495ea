import type { EstimateResult, InspectorEstimate } from './reliability-estimate.ts';
import { posterior } from './statistics/posterior.ts';
import type { Json } from './words.ts';

/** How the answers of inspectors who differ are settled: by more of them, or by what each is worth. */
export const resolutions = ['consensus', 'posterior'] as const;
export type ResolutionRule = (typeof resolutions)[number];

/** An inspector of whom an estimate knows fewer answers settles nothing. */
export const fewestKnownAnswers = 10;

/** Bounds, both exclusive, of the probability that settles an item. */
export const posteriorBounds = { above: 0.5, below: 1 } as const;

/** What one inspector answered. */
export type WeighedAnswer = { userId: string; value: Json };

/** How probable it is that an item is of a class, in [0,1]. */
export type ClassShare = { value: Json; share: number };

const textOf = (value: Json): string => JSON.stringify(value);

/**
 * How often an inspector gives an answer where the truth is of each class. One more answer, spread over all classes, is
 * added to those that they are thought to have given in each: that few have never been mistaken does not say nobody will.
 */
const likelihoodOf = (
  { answers, cells }: InspectorEstimate,
  prevalence: EstimateResult['prevalence'],
  answer: string,
): number[] =>
  prevalence.map(({ value, share }) => {
    const truth = textOf(value);
    const row = cells.filter((cell) => textOf(cell.truth) === truth);
    const seen = row.length === 0 ? 0 : answers * share;
    const given = row.find((cell) => textOf(cell.answer) === answer)?.share ?? 0;
    return (seen * given + 1 / prevalence.length) / (seen + 1);
  });

/**
 * Weighs answers by what an estimate found: the probability of each of its classes, or null where it does not know one of
 * the inspectors or of the answers. What it works out once it keeps for further items.
 */
export const weighing = ({ prevalence, inspectors }: EstimateResult) => {
  const known = new Map(inspectors.map((one) => [one.userId, one]));
  const classes = new Set(prevalence.map(({ value }) => textOf(value)));
  const prior = prevalence.map(({ share }) => share);
  const kept = new Map<string, number[]>();
  const likelihood = ({ userId, value }: WeighedAnswer): number[] | null => {
    const [inspector, answer] = [known.get(userId), textOf(value)];
    if (!inspector || !classes.has(answer)) return null;
    const key = `${userId} ${answer}`;
    const found = kept.get(key) ?? likelihoodOf(inspector, prevalence, answer);
    kept.set(key, found);
    return found;
  };
  return (answers: readonly WeighedAnswer[]): ClassShare[] | null => {
    // In one order whichever they came in, so that sums come out alike to the last digit.
    const likelihoods = answers.toSorted((a, b) => (a.userId < b.userId ? -1 : 1)).map(likelihood);
    const all = likelihoods.filter((one) => one !== null);
    if (all.length < likelihoods.length) return null;
    return posterior(prior, all).map((share, c) => ({ value: prevalence[c]?.value ?? null, share }));
  };
};

/**
 * What differing answers are settled by: the likeliest class, where it is at least so probable, somebody answered it, and
 * the estimate knows enough of all who answered; else null.
 */
export const settledByWeight = (
  estimate: EstimateResult,
  answers: readonly WeighedAnswer[],
  atLeast: number,
): ClassShare | null => {
  const known = new Map(estimate.inspectors.map(({ userId, answers: n }) => [userId, n]));
  if (answers.some(({ userId }) => (known.get(userId) ?? 0) < fewestKnownAnswers)) return null;
  const shares = weighing(estimate)(answers) ?? [];
  const most = shares.toSorted((a, b) => b.share - a.share)[0];
  if (!most || most.share < atLeast) return null;
  return answers.some(({ value }) => textOf(value) === textOf(most.value)) ? most : null;
};
