import type { Proportion } from './differences.ts';
import { lnGamma } from './special.ts';

const lnChoose = (n: number, k: number): number => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);

/**
 * Fisher's exact test (1935) of two proportions against the first being the lower one: the probability, were both the
 * same, that as few or fewer of all the successes fell to the first.
 */
export const fisherLower = (first: Proportion, second: Proportion): number => {
  const successes = first.k + second.k;
  const all = first.n + second.n;
  const least = Math.max(0, successes - second.n);
  // In logarithms, as above the mode the first term may be next to nothing.
  let term = lnChoose(first.n, first.k) + lnChoose(second.n, second.k) - lnChoose(all, successes);
  let sum = Math.exp(term);
  // Each term from the one above it: of k successes the hypergeometric probability of one less.
  for (let k = first.k; k > least; k -= 1) {
    term += Math.log((k * (second.n - successes + k)) / ((first.n - k + 1) * (successes - k + 1)));
    sum += Math.exp(term);
  }
  return Math.min(sum, 1);
};
