/**
 * A watch for the moment a rate rises above p₀, as plain numbers: observations, and ln(1 + M) of each of the detectors
 * that are averaged.
 */
export type Detector = { n: number; logs: number[] };

/** What each detector bets, as a share of ½/p₀. */
const shares = [0.1, 0.25, 0.6];

/** The mean M at which there is an alarm: it is then 1,000 observations or more, on average, between false ones. */
export const alarmAt = 1000;

/** The detector before the first observation: M = 0. Also what it starts with again after an alarm. */
export const startDetector: Detector = { n: 0, logs: shares.map(() => 0) };

/**
 * The detector after one more observation x in [0,1], with p₀ in (0,1): M ← (M + 1)(1 + λ(x − p₀)) for each λ (Shin,
 * Ramdas and Rinaldo 2024). What was drawn with an unequal π bets π_min/π, in (0,1], of it.
 */
export const observeChange = ({ n, logs }: Detector, x: number, p0: number, weight = 1): Detector => ({
  n: n + 1,
  logs: shares.map((share, i) => {
    const grown = (logs[i] ?? 0) + Math.log1p(((weight * share * 0.5) / p0) * (x - p0));
    // ln(1 + e^grown), which neither overflows nor loses what is small.
    return Math.max(grown, 0) + Math.log1p(Math.exp(-Math.abs(grown)));
  }),
});

/** The mean M of the detectors, 0 or more; never infinite. */
export const detectorLevel = ({ logs }: Detector): number =>
  Math.min(logs.reduce((sum, log) => sum + Math.expm1(log), 0) / logs.length, Number.MAX_VALUE);

/** Whether M has reached the alarm. */
export const isAlarm = (detector: Detector): boolean => detectorLevel(detector) >= alarmAt;
