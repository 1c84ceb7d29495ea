import { lnGamma, regularisedBeta } from './special.ts';

/**
 * The natural logarithm of the wealth of a bet against "the rate is at most p₀", from counts alone: k of n, p₀ in (0,1). It
 * is the mean, over all rates θ above p₀ alike, of the likelihood of θ against that of p₀ (Robbins 1970). Each is a
 * supermartingale while the rate is at most p₀, whatever the order, so that it ever reaches ln(1/α) with probability α at
 * most, however often one looks.
 */
export const mixtureLogWealth = (k: number, n: number, p0: number): number => {
  const above = regularisedBeta(1 - p0, n - k + 1, k + 1);
  const logBeta = lnGamma(k + 1) + lnGamma(n - k + 1) - lnGamma(n + 2);
  return logBeta + Math.log(above) - Math.log1p(-p0) - k * Math.log(p0) - (n - k) * Math.log1p(-p0);
};
