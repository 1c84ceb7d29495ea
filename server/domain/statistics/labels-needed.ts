import { hasCrossed } from './betting.ts';
import { certificationBet, type Evidence } from './certification.ts';

/** Beyond so many labels the answer is "not in reach". */
const most = 200_000;

/**
 * How many more labels it takes until K reaches 1/δ, all drawn with the same π; null where that is not in reach. With
 * no error among them it is exact; with an assumed error rate in [0,1] it is when K gets there at its expected pace.
 */
export const labelsNeeded = (
  evidence: Evidence,
  alpha: number,
  delta: number,
  errorRate = 0,
): number | null => {
  if (hasCrossed(evidence, delta)) return 0;
  // At such a rate K never grows on average.
  if (errorRate >= alpha) return null;
  let { n, errors, logWealth } = evidence;
  for (let labels = 1; labels <= most; labels += 1) {
    const lambda = certificationBet({ n, errors }, alpha);
    logWealth += (1 - errorRate) * Math.log1p(lambda * alpha) + errorRate * Math.log1p(-lambda * (1 - alpha));
    n += 1;
    errors += errorRate;
    if (hasCrossed({ peakLogWealth: logWealth }, delta)) return labels;
  }
  return null;
};

/**
 * The least number of labels, all without an error, by which a test made once says with confidence 1 − δ that the error
 * is at most α: ⌈ln δ / ln(1 − α)⌉ (299 for 1 % at δ = .05).
 */
export const fewestLabels = (alpha: number, delta: number): number =>
  Math.ceil(Math.log(delta) / Math.log1p(-alpha));
