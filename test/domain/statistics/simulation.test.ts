import { describe, expect, it } from 'vitest';
import { addCorrection, addItem, aipw, noAipwSums } from '../../../server/domain/statistics/aipw.ts';
import {
  certifiedThresholds,
  type GridPoint,
  observeLabel,
  startEvidence,
} from '../../../server/domain/statistics/certification.ts';
import { addReview, hajek, noHajekSums } from '../../../server/domain/statistics/hajek.ts';
import { wilson } from '../../../server/domain/statistics/intervals.ts';

const projects = 1_000;

/** Marsaglia's multiply-with-carry, the same numbers in [0,1) for the same seed. */
const generator = (seed: number) => {
  let [z, w] = [362_436_069 ^ seed, 521_288_629 + seed];
  const next = () => {
    z = (36_969 * (z & 65_535) + (z >>> 16)) | 0;
    w = (18_000 * (w & 65_535) + (w >>> 16)) | 0;
    return (((z << 16) + (w & 65_535)) >>> 0) / 2 ** 32;
  };
  // The first numbers of seeds that lie side by side are alike.
  for (let i = 0; i < 20; i += 1) next();
  return { next, between: (low: number, high: number) => low + (high - low) * next() };
};

/** One result of each of the thousand projects, each with its own seed. */
const ofEach = <T>(simulate: (random: ReturnType<typeof generator>) => T): T[] =>
  Array.from({ length: projects }, (_, i) => simulate(generator(i + 1)));

const share = <T>(all: readonly T[], test: (one: T) => boolean): number =>
  all.filter(test).length / all.length;

/** What so many of a thousand would be, were the chance of each `p`, but for once in a thousand such simulations. */
const atMost = (p: number): number => p + 3.1 * Math.sqrt((p * (1 - p)) / projects);

// 70 of 100 items are sure ones. Every project has its own true accuracy: from 90 to 99 % on the sure ones, which are
// accepted and audited, from 60 to 90 % on the rest, of which all or a share are judged blind. The confidence is right
// about it, or says `over` too much. In each setting two or more mistakes are to be expected among the sure ones that
// are audited, so that this says nothing of intervals from less.
const settings = [
  { name: 'shadow: all of 300 judged blind', items: 300, sure: 1, rest: 1, over: 0 },
  { name: 'assistance: a fifth of 500 judged blind', items: 500, sure: 0.2, rest: 0.2, over: 0 },
  { name: 'partial: 2,000, audits .05, all the rest blind', items: 2_000, sure: 0.05, rest: 1, over: 0 },
  { name: 'the same with a model too sure', items: 2_000, sure: 0.05, rest: 1, over: 0.1 },
  { name: 'partial: 1,200, audits .05, a tenth blind', items: 1_200, sure: 0.05, rest: 0.1, over: 0 },
  { name: 'partial: 1,000, audits .1, half blind', items: 1_000, sure: 0.1, rest: 0.5, over: 0.1 },
  { name: 'partial: 3,000, audits .02, a tenth blind', items: 3_000, sure: 0.02, rest: 0.1, over: 0 },
  { name: 'partial: 2,000, audits .2, all the rest blind', items: 2_000, sure: 0.2, rest: 1, over: 0 },
];

const estimated =
  ({ items, sure, rest, over }: (typeof settings)[number]) =>
  ({ next, between }: ReturnType<typeof generator>) => {
    const accuracies = { sure: between(0.9, 0.99), rest: between(0.6, 0.9) };
    let weighted = noHajekSums;
    let augmented = noAipwSums;
    let [reviewed, right] = [0, 0];
    for (let i = 0; i < items; i += 1) {
      const kind = next() < 0.7 ? 'sure' : 'rest';
      const pi = kind === 'sure' ? sure : rest;
      const margin = kind === 'sure' ? 1 - accuracies.sure : 0.1;
      const chance = accuracies[kind] + between(-margin, margin);
      const confidence = Math.min(chance + (kind === 'sure' ? over / 10 : over), 1);
      augmented = addItem(augmented, confidence);
      const correct = next() < chance;
      if (next() >= pi) continue;
      reviewed += 1;
      if (correct) right += 1;
      weighted = addReview(weighted, { pi, correct });
      augmented = addCorrection(augmented, { pi, confidence, correct });
    }
    return {
      truth: 0.7 * accuracies.sure + 0.3 * accuracies.rest,
      hajek: hajek(weighted),
      aipw: aipw(augmented),
      naive: right / reviewed,
    };
  };

const holds = (interval: { low: number; high: number } | null, truth: number): boolean =>
  interval !== null && interval.low <= truth && truth <= interval.high;

describe('the 95 % intervals of the estimates, over a thousand projects', () => {
  it.each(settings)('hold the true accuracy of 93 to 97 of 100: $name', (setting) => {
    const all = ofEach(estimated(setting));
    for (const held of [
      share(all, (one) => holds(one.hajek, one.truth)),
      share(all, (one) => holds(one.aipw, one.truth)),
    ]) {
      expect(held).toBeGreaterThanOrEqual(0.93);
      expect(held).toBeLessThanOrEqual(0.97);
    }
  });

  it('hold it where the mean over the reviewed is far off', () => {
    const all = ofEach(estimated({ name: 'unequal', items: 2_000, sure: 0.05, rest: 1, over: 0 }));
    const misled = all.filter(({ naive, truth }) => naive < truth - 0.05);
    expect(misled.length).toBeGreaterThan(0.8 * projects);
    const width = ({ low, high }: { low: number; high: number } = { low: 0, high: 1 }) => high - low;
    for (const estimate of ['hajek', 'aipw'] as const)
      expect(share(misled, (one) => holds(one[estimate], one.truth))).toBeGreaterThanOrEqual(0.93);
    // What the confidence knows makes the interval narrower.
    expect(share(all, (one) => width(one.aipw ?? undefined) < width(one.hajek ?? undefined))).toBeGreaterThan(
      0.6,
    );
  });
});

describe('certificates, looked at after every label, over a thousand projects', () => {
  const alpha = 0.1;
  const grid = [0.9, 0.8, 0.7];
  const piMin = 0.2;

  /** Of confidence spread evenly over [.5, 1], where the chance of an error is k(1 − confidence). */
  const trueError = (k: number, threshold: number): number => (k * (1 - threshold)) / 2;

  /** Labels of audited items in their order: those below .9, where errors are, are drawn with π_min, the others with π. */
  const labels = (random: ReturnType<typeof generator>, k: number, sure: number) =>
    Array.from({ length: 2_000 }, () => {
      const confidence = random.between(0.5, 1);
      const pi = confidence < 0.9 ? piMin : sure;
      const drawn = random.next() < pi && confidence >= 0.7;
      return { confidence, pi, drawn, error: random.next() < k * (1 - confidence) };
    }).filter(({ drawn }) => drawn);

  /** Every threshold that a look after any label would have found certified. */
  const everCertified = (seen: ReturnType<typeof labels>, delta: number): Set<number> => {
    let points: GridPoint[] = grid.map((threshold) => ({ threshold, evidence: startEvidence }));
    const certified = new Set<number>();
    for (const { confidence, pi, error } of seen) {
      points = points.map((point) =>
        confidence < point.threshold
          ? point
          : { ...point, evidence: observeLabel(point.evidence, error, alpha, { pi, piMin }) },
      );
      for (const threshold of certifiedThresholds(points, delta)) certified.add(threshold);
    }
    return certified;
  };

  // The error at or above .8 is a hair above α in every project, the worst case; at or above .9 it is half of that.
  const hard = ({ between }: ReturnType<typeof generator>) => between(1.001, 1.05);

  it.each([0.05, 0.2])('are wrong in no more than a share δ of them: δ = %d', (delta) => {
    const wrong = ofEach((random) => {
      const k = hard(random);
      return [...everCertified(labels(random, k, 0.5), delta)].some((t) => trueError(k, t) > alpha);
    });
    expect(share(wrong, (is) => is)).toBeLessThanOrEqual(atMost(delta));
  });

  it('are given where the error is well below α', () => {
    const found = ofEach((random) => everCertified(labels(random, 0.2, 0.5), 0.05));
    for (const threshold of grid)
      expect(share(found, (certified) => certified.has(threshold))).toBeGreaterThan(0.5);
  });

  it('would be wrong far more often, were an interval for one look asked after every label', () => {
    const wrong = ofEach((random) => {
      const k = hard(random);
      let [n, errors] = [0, 0];
      return labels(random, k, piMin).some(({ confidence, error }) => {
        if (confidence < 0.8) return false;
        n += 1;
        if (error) errors += 1;
        // One-sided 95 %.
        const { high } = wilson(errors, n, 1.644854);
        return high !== null && high <= alpha;
      });
    });
    expect(share(wrong, (is) => is)).toBeGreaterThan(atMost(0.05));
  });
});
