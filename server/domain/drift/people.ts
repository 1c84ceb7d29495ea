import { isAlarm, observeChange, startDetector } from '../statistics/e-detector.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { weightedMean, type Drawn } from '../statistics/weighted-mean.ts';

/** Fewer answers than so many of the reference's time, or since then, say nothing. */
export const fewestBefore = 100;
export const fewestSince = 50;

/** The present is told from so many of the latest answers, at most. */
const latestTold = 200;

/** An item that people judged blind: whether the model was wrong, how sure it was, and the probability of the draw. */
export type JudgedDraw = { wrong: boolean; confidence: number | null; pi: number };

/** Too few answers to tell; as in the reference's time; moved from it. */
export const signalStandings = ['not_enough', 'stable', 'moved'] as const;
export type SignalStanding = (typeof signalStandings)[number];

/** How something that people's answers say stands: `missing` answers until it can be told, then what it was and is. */
export type PeopleSignal =
  | { standing: 'not_enough'; missing: number }
  | { standing: 'stable' | 'moved'; before: Estimate; now: Estimate };

/**
 * Whether the mean has ever risen above p₀, by an e-detector: it may be looked at after each answer, and gives a false
 * alarm once in 1,000 answers or more, on average, while the mean is p₀.
 */
const hasRisen = (drawn: readonly Drawn[], p0: number): boolean => {
  const least = Math.min(...drawn.map(({ pi }) => pi));
  let detector = startDetector;
  return drawn.some(({ x, pi }) => {
    detector = observeChange(detector, x, p0, least / pi);
    return isAlarm(detector);
  });
};

/** What the reference may have been is told with so much confidence, lest its own chance be taken for a change. */
const sureOfBefore = 0.99;

/**
 * Holds what came since against the reference's time, in the order of the draw. It has moved where it rose above all that
 * the reference may have been (the upper bound of its interval of 99 %), and is still above it.
 */
const signalOf = (before: readonly Drawn[], since: readonly Drawn[]): PeopleSignal => {
  const missing = Math.max(fewestBefore - before.length, 0) + Math.max(fewestSince - since.length, 0);
  const was = weightedMean(before);
  const most = weightedMean(before, sureOfBefore)?.high ?? 1;
  const now = weightedMean(since.slice(-latestTold));
  if (missing > 0 || !was || !now) return { standing: 'not_enough', missing };
  const isAbove = now.value > most && hasRisen(since, most);
  return { standing: isAbove ? 'moved' : 'stable', before: was, now };
};

/** How often the model is wrong by people who judged without seeing its answer. */
export const agreementSignal = (
  before: readonly JudgedDraw[],
  since: readonly JudgedDraw[],
): PeopleSignal => {
  const wrong = (draws: readonly JudgedDraw[]) => draws.map((one) => ({ x: one.wrong ? 1 : 0, pi: one.pi }));
  return signalOf(wrong(before), wrong(since));
};

/** From the middle of 0 and 1, which numbers in [−1,1] are tested on, back to them. */
const asGap = ({ value, low, high, ...rest }: Estimate): Estimate => ({
  ...rest,
  value: 2 * value - 1,
  low: 2 * low - 1,
  high: 2 * high - 1,
});

/**
 * How much more often the model is wrong than its confidence says, in [−1,1]: items that are harder, as the model knows,
 * move it nowhere. Null: the model gives no confidence.
 */
export const calibrationSignal = (
  before: readonly JudgedDraw[],
  since: readonly JudgedDraw[],
): PeopleSignal | null => {
  const gaps = (draws: readonly JudgedDraw[]) =>
    draws.flatMap(({ wrong, confidence, pi }) =>
      confidence === null ? [] : [{ x: ((wrong ? 1 : 0) + confidence) / 2, pi }],
    );
  const [was, is] = [gaps(before), gaps(since)];
  if (was.length + is.length === 0) return null;
  const signal = signalOf(was, is);
  return signal.standing === 'not_enough'
    ? signal
    : { ...signal, before: asGap(signal.before), now: asGap(signal.now) };
};
