import { total } from './total.ts';

/**
 * How probable each class is once independent answers are in: the prior by Bayes' rule. `likelihoods` holds, for each
 * answer, how often it is given where the truth is of each class; one answer at least is possible in some class (Dawid
 * and Skene 1979, equation 2.5).
 */
export const posterior = (
  prior: readonly number[],
  likelihoods: readonly (readonly number[])[],
): number[] => {
  const logs = prior.map((share, c) =>
    likelihoods.reduce((sum, by) => sum + Math.log(by[c] ?? 0), Math.log(share)),
  );
  // Relative to the likeliest class, so that many answers do not vanish in exp.
  const most = Math.max(...logs);
  const shares = logs.map((log) => Math.exp(log - most));
  const sum = total(shares);
  return shares.map((share) => share / sum);
};
