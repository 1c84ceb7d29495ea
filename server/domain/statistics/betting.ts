/**
 * A bet against "the rate is at most p₀", as plain numbers: observations, Σ of those seen, the natural logarithm of the
 * wealth K, and of the most it ever was.
 */
export type Bet = { n: number; sum: number; logWealth: number; peakLogWealth: number };

/** The bet before the first observation: K = 1. */
export const startBet: Bet = { n: 0, sum: 0, logWealth: 0, peakLogWealth: 0 };

/**
 * The bet after one more observation x in [0,1], with p₀ in (0,1): K ← K(1 + λ(x − p₀)), where λ looks at earlier
 * observations only (Waudby-Smith and Ramdas 2024). While the rate is at most p₀, K ever reaches 1/α with probability α
 * at most, however often one looks.
 */
export const observeBet = ({ n, sum, logWealth, peakLogWealth }: Bet, x: number, p0: number): Bet => {
  const mean = (p0 + sum) / (n + 1);
  const lambda = Math.min(Math.max((mean - p0) / (p0 * (1 - p0)), 0), 0.5 / p0);
  const next = logWealth + Math.log1p(lambda * (x - p0));
  return { n: n + 1, sum: sum + x, logWealth: next, peakLogWealth: Math.max(peakLogWealth, next) };
};

/** Whether K has ever reached 1/α, which says with confidence 1 − α that the rate is above p₀. */
export const hasCrossed = ({ peakLogWealth }: { peakLogWealth: number }, alpha: number): boolean =>
  // What is reached exactly may be rounded to a hair below.
  peakLogWealth >= -Math.log(alpha) - 1e-12;
