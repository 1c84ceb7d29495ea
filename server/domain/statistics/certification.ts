import { hasCrossed } from './betting.ts';

/**
 * The evidence that the error at or above one threshold is at most α, as plain numbers: audited items, wrong ones among
 * them, the natural logarithm of the e-process K against "the error is above α", and of the most it ever was.
 */
export type Evidence = { n: number; errors: number; logWealth: number; peakLogWealth: number };

/** One threshold of a grid that was fixed before any label was seen, and its evidence. */
export type GridPoint = { threshold: number; evidence: Evidence };

/** The probability π of the audited item's review, and a bound, fixed beforehand, below which no π falls. */
export type Propensity = { pi: number; piMin: number };

/** The evidence before the first label: K = 1. */
export const startEvidence: Evidence = { n: 0, errors: 0, logWealth: 0, peakLogWealth: 0 };

/** How much is bet on the next label, by the labels before it: in [0, .95/(1 − α)]. */
export const certificationBet = ({ n, errors }: Pick<Evidence, 'n' | 'errors'>, alpha: number): number => {
  const mean = (5 * alpha + errors) / (10 + n);
  return Math.min(Math.max((alpha - mean) / (alpha * (1 - alpha)), 0), 0.95 / (1 - alpha));
};

/**
 * The evidence after one more audited item at or above the threshold: K ← K(1 − λ(e − α)), e = 1 where the model was
 * wrong, α in (0,1). Under unequal π the bet is λ·π_min/π: what is rarely drawn counts more, and K stays above 0.
 * (Waudby-Smith and Ramdas 2024.) The order counts and a label cannot be taken back: observe labels that are final.
 */
export const observeLabel = (
  evidence: Evidence,
  error: boolean,
  alpha: number,
  { pi, piMin }: Propensity = { pi: 1, piMin: 1 },
): Evidence => {
  const { n, errors, logWealth, peakLogWealth } = evidence;
  const e = error ? 1 : 0;
  const weight = Math.min(piMin / pi, 1);
  const next = logWealth + Math.log1p(-certificationBet(evidence, alpha) * weight * (e - alpha));
  return {
    n: n + 1,
    errors: errors + e,
    logWealth: next,
    peakLogWealth: Math.max(peakLogWealth, next),
  };
};

/**
 * The thresholds certified with confidence 1 − δ, from the highest down to the first whose K never reached 1/δ: a
 * fixed sequence, so that all of them hold together (Learn then Test, Angelopoulos et al. 2021).
 */
export const certifiedThresholds = (grid: readonly GridPoint[], delta: number): number[] => {
  const falling = grid.toSorted((a, b) => b.threshold - a.threshold);
  const open = falling.findIndex(({ evidence }) => !hasCrossed(evidence, delta));
  return falling.slice(0, open < 0 ? falling.length : open).map(({ threshold }) => threshold);
};
