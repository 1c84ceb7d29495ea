import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stickyUniform } from '../../../server/domain/draw.ts';
import { type Bet, hasCrossed, observeBet, startBet } from '../../../server/domain/statistics/betting.ts';
import {
  certifiedThresholds,
  type Evidence,
  observeLabel,
  startEvidence,
} from '../../../server/domain/statistics/certification.ts';
import {
  type Detector,
  detectorLevel,
  isAlarm,
  observeChange,
  startDetector,
} from '../../../server/domain/statistics/e-detector.ts';
import { fewestLabels, labelsNeeded } from '../../../server/domain/statistics/labels-needed.ts';

/** Mean of a result over all outcomes of so many observations, each with its chance. */
const average = <State>(
  state: State,
  left: number,
  outcomes: readonly { chance: number; next: (state: State, step: number) => State }[],
  result: (state: State) => number,
): number =>
  left === 0
    ? result(state)
    : outcomes.reduce(
        (sum, { chance, next }) => sum + chance * average(next(state, left), left - 1, outcomes, result),
        0,
      );

const labels = (errors: readonly boolean[], alpha: number, from = startEvidence) =>
  errors.reduce((evidence, error) => observeLabel(evidence, error, alpha), from);

const right = (count: number) => Array<boolean>(count).fill(false);

describe('the bet against "the rate is at most p₀"', () => {
  it('has the published wealth after each observation', () => {
    const wealth: number[] = [];
    let bet: Bet = startBet;
    for (const x of [0, 1, 1, 0, 1, 0, 0, 1, 1, 1]) {
      bet = observeBet(bet, x, 0.3);
      wealth.push(Math.exp(bet.logWealth));
    }
    const published = [1, 1, 1.444444, 0.876984, 1.344709, 0.864456, 0.652752, 0.897534, 1.429407, 2.525285];
    expect(wealth).toHaveLength(published.length);
    for (const [i, k] of published.entries()) expect(wealth[i]).toBeCloseTo(k, 6);
    expect(bet).toMatchObject({ n: 10, sum: 6 });
  });

  it('wins nothing on average at the rate p₀, and loses below it', () => {
    const at = (rate: number) =>
      average<Bet>(
        startBet,
        10,
        [
          { chance: rate, next: (bet) => observeBet(bet, 1, 0.3) },
          { chance: 1 - rate, next: (bet) => observeBet(bet, 0, 0.3) },
        ],
        ({ logWealth }) => Math.exp(logWealth),
      );
    expect(at(0.3)).toBeCloseTo(1, 12);
    expect(at(0.2)).toBeLessThan(1);
    expect(at(0.5)).toBeGreaterThan(1.5);
  });

  it('remembers that it crossed, and stays finite whatever comes', () => {
    let bet: Bet = startBet;
    for (let i = 0; i < 10_000; i += 1) bet = observeBet(bet, 1, 0.01);
    expect(Number.isFinite(bet.logWealth)).toBe(true);
    expect(hasCrossed(bet, 0.05)).toBe(true);
    const { peakLogWealth } = bet;
    bet = observeBet(bet, 0, 0.01);
    expect(bet.logWealth).toBeLessThan(peakLogWealth);
    expect(bet.peakLogWealth).toBe(peakLogWealth);
  });

  it('crosses at 1/α', () => {
    expect(hasCrossed({ peakLogWealth: Math.log(20) }, 0.05)).toBe(true);
    expect(hasCrossed({ peakLogWealth: Math.log(19.9) }, 0.05)).toBe(false);
  });
});

describe('the evidence for a threshold', () => {
  it.each([
    { n: 10, k: 1.138691 },
    { n: 200, k: 40.252338 },
  ])('without an error is $k after $n labels at α = .02', ({ n, k }) => {
    expect(Math.exp(labels(right(n), 0.02).logWealth)).toBeCloseTo(k, 6);
  });

  it('without an error crosses 20 with the 164th label', () => {
    const before = labels(right(163), 0.02);
    expect(hasCrossed(before, 0.05)).toBe(false);
    expect(hasCrossed(observeLabel(before, false, 0.02), 0.05)).toBe(true);
  });

  it('is 1 on average where the error is α, whatever π', () => {
    const alpha = 0.2;
    const pi = (step: number) => (step % 2 === 0 ? 0.25 : 0.8);
    const review = (error: boolean) => (evidence: Evidence, step: number) =>
      observeLabel(evidence, error, alpha, { pi: pi(step), piMin: 0.25 });
    const item = (evidence: Evidence, step: number): number => {
      if (step === 0) return Math.exp(evidence.logWealth);
      const seen =
        alpha * item(review(true)(evidence, step), step - 1) +
        (1 - alpha) * item(review(false)(evidence, step), step - 1);
      return pi(step) * seen + (1 - pi(step)) * item(evidence, step - 1);
    };
    expect(item(startEvidence, 9)).toBeCloseTo(1, 12);
  });

  it('is the same for one π as for another, and less for what is drawn more often', () => {
    const errors = [false, false, true, false];
    const audited = errors.reduce(
      (evidence, error) => observeLabel(evidence, error, 0.1, { pi: 0.05, piMin: 0.05 }),
      startEvidence,
    );
    expect(audited).toEqual(labels(errors, 0.1));
    const often = observeLabel(startEvidence, false, 0.1, { pi: 0.5, piMin: 0.05 });
    const seldom = observeLabel(startEvidence, false, 0.1, { pi: 0.05, piMin: 0.05 });
    expect(Math.expm1(often.logWealth)).toBeCloseTo(Math.expm1(seldom.logWealth) / 10, 12);
    expect(often.logWealth).toBeGreaterThan(0);
  });

  it('stays finite, and its peak never falls', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.double({ min: 0.01, max: 1, noNaN: true })), { maxLength: 200 }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (reviews, alpha) => {
          let evidence: Evidence = startEvidence;
          for (const [error, pi] of reviews) {
            const next = observeLabel(evidence, error, alpha, { pi, piMin: 0.01 });
            expect(Number.isFinite(next.logWealth)).toBe(true);
            expect(next.peakLogWealth).toBe(Math.max(evidence.peakLogWealth, next.logWealth));
            evidence = next;
          }
          expect(evidence.n).toBe(reviews.length);
        },
      ),
    );
  });
});

describe('certification', () => {
  const point = (threshold: number, k: number) => ({
    threshold,
    evidence: { ...startEvidence, peakLogWealth: Math.log(k) },
  });

  it('goes down from the highest threshold and stops at the first that did not cross', () => {
    const grid = [point(0.8, 30), point(0.9, 5), point(0.95, 20), point(0.99, 100)];
    expect(certifiedThresholds(grid, 0.05)).toEqual([0.99, 0.95]);
    expect(certifiedThresholds(grid, 0.01)).toEqual([0.99]);
    expect(certifiedThresholds(grid, 0.5)).toEqual([0.99, 0.95, 0.9, 0.8]);
    expect(certifiedThresholds([], 0.05)).toEqual([]);
  });

  it('of a threshold holds for every higher one, and more evidence or less confidence never takes any away', () => {
    const grids = fc.uniqueArray(
      fc.record({
        threshold: fc.integer({ min: 50, max: 99 }),
        k: fc.double({ min: 0.1, max: 200, noNaN: true }),
      }),
      { selector: ({ threshold }) => threshold, maxLength: 15 },
    );
    fc.assert(
      fc.property(grids, fc.double({ min: 0.01, max: 0.2, noNaN: true }), (list, delta) => {
        const grid = list.map(({ threshold, k }) => point(threshold, k));
        const certified = certifiedThresholds(grid, delta);
        const lowest = certified.at(-1) ?? Infinity;
        const higher = grid.map(({ threshold }) => threshold).filter((threshold) => threshold >= lowest);
        expect(certified).toEqual(higher.toSorted((a, b) => b - a));
        const more = list.map(({ threshold, k }) => point(threshold, k * 1.5));
        expect(certifiedThresholds(more, delta)).toEqual(expect.arrayContaining(certified));
        expect(certifiedThresholds(grid, delta * 1.5)).toEqual(expect.arrayContaining(certified));
      }),
    );
  });
});

describe('labels still needed', () => {
  it('are 164 for 2 % at the start, fewer with each, and none once it has crossed', () => {
    expect(labelsNeeded(startEvidence, 0.02, 0.05)).toBe(164);
    expect(labelsNeeded(labels(right(100), 0.02), 0.02, 0.05)).toBe(64);
    expect(labelsNeeded(labels(right(164), 0.02), 0.02, 0.05)).toBe(0);
  });

  it('are exactly as many as it then takes, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (errors) => {
        const evidence = labels(errors, 0.1);
        const needed = labelsNeeded(evidence, 0.1, 0.05);
        if (needed === null || needed === 0) {
          expect(needed === 0).toBe(hasCrossed(evidence, 0.05));
          return;
        }
        expect(hasCrossed(labels(right(needed - 1), 0.1, evidence), 0.05)).toBe(false);
        expect(hasCrossed(labels(right(needed), 0.1, evidence), 0.05)).toBe(true);
      }),
    );
  });

  it('are more with an assumed error rate, and out of reach from α on', () => {
    const assumed = labelsNeeded(startEvidence, 0.02, 0.05, 0.005);
    expect(assumed).toBeGreaterThan(200);
    expect(assumed).toBeLessThan(1_000);
    expect(labelsNeeded(startEvidence, 0.02, 0.05, 0.02)).toBeNull();
    expect(labelsNeeded(startEvidence, 0.02, 0.05, 0.0199)).toBeNull();
  });

  it.each([
    [0.01, 299],
    [0.02, 149],
    [0.05, 59],
  ])('are at least, for a test made once at %f, %i', (alpha, fewest) => {
    expect(fewestLabels(alpha, 0.05)).toBe(fewest);
  });
});

describe('the watch for a change', () => {
  const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;

  it('grows by 1 a label on average at the rate p₀', () => {
    const level = average<Detector>(
      startDetector,
      10,
      [
        { chance: 0.05, next: (detector) => observeChange(detector, 1, 0.05) },
        { chance: 0.95, next: (detector) => observeChange(detector, 0, 0.05) },
      ],
      detectorLevel,
    );
    expect(level).toBeCloseTo(10, 9);
  });

  it('is M ← (M + 1)(1 + λ(x − p₀)), averaged over λ of .1, .25 and .6 × ½/p₀', () => {
    const lambdas = [0.1, 0.25, 0.6].map((share) => (share * 0.5) / 0.05);
    const levels = [0, 0, 0];
    let detector: Detector = startDetector;
    expect(detectorLevel(detector)).toBe(0);
    for (const x of [0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1]) {
      for (const [i, lambda] of lambdas.entries())
        levels[i] = ((levels[i] ?? 0) + 1) * (1 + lambda * (x - 0.05));
      detector = observeChange(detector, x, 0.05);
      expect(detectorLevel(detector)).toBeCloseTo(mean(levels), 8);
    }
    expect(detector.n).toBe(11);
  });

  it('stays finite, and in JSON, whatever comes', () => {
    let detector: Detector = startDetector;
    for (let i = 0; i < 5_000; i += 1) detector = observeChange(detector, 1, 0.01);
    expect(isAlarm(detector)).toBe(true);
    expect(JSON.parse(JSON.stringify(detector))).toEqual(detector);
    expect(Number.isFinite(detectorLevel(detector))).toBe(true);
  });

  const runLength = (run: string, rateAt: (n: number) => number): number => {
    let detector: Detector = startDetector;
    while (!isAlarm(detector)) {
      const x = stickyUniform(run, `${detector.n}`) < rateAt(detector.n) ? 1 : 0;
      detector = observeChange(detector, x, 0.05);
    }
    return detector.n;
  };

  it('runs about 1,700 labels at p₀ = .05 before a false alarm', () => {
    const lengths = Array.from({ length: 300 }, (_, i) => runLength(`false ${i}`, () => 0.05));
    expect(mean(lengths)).toBeGreaterThan(1_450);
    expect(mean(lengths)).toBeLessThan(1_950);
  });

  it('tells of a change from .03 to .10 after about 94 labels', () => {
    const change = 300;
    const delays = Array.from({ length: 400 }, (_, i) =>
      runLength(`change ${i}`, (n) => (n < change ? 0.03 : 0.1)),
    )
      .map((n) => n - change)
      .filter((delay) => delay > 0)
      .toSorted((a, b) => a - b);
    expect(delays.length).toBeGreaterThan(350);
    expect(delays[Math.floor(delays.length / 2)]).toBeGreaterThan(80);
    expect(delays[Math.floor(delays.length / 2)]).toBeLessThan(108);
  });
});
