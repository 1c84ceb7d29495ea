import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stickyUniform } from '../../server/domain/draw.ts';
import { logCell } from '../../server/domain/measures/cells.ts';
import { verdictsOf } from '../../server/domain/rollout/guardrails/registry.ts';
import type { Outcome, RolloutFacts } from '../../server/domain/rollout/guardrails/verdict.ts';
import { proposeFor } from '../../server/domain/rollout/propose.ts';
import { proposedSettings, type RolloutSettings } from '../../server/domain/rollout/settings.ts';
import { mixtureLogWealth } from '../../server/domain/statistics/mixture.ts';

const nothing: RolloutFacts = {
  errors: [],
  overrides: [],
  pairs: [],
  both: 0,
  differing: 0,
  predicted: 0,
  abstained: 0,
  timed: 0,
  latency: null,
  expected: 0,
  covered: 0,
  inputs: { live: {}, candidate: {} },
};
const settings = (
  limits: RolloutSettings['limits'],
  more: Partial<RolloutSettings> = {},
): RolloutSettings => ({
  ...proposedSettings,
  limits,
  ...more,
});
const judge = (facts: Partial<RolloutFacts>, of: RolloutSettings, { inShadow = false, since = 0 } = {}) =>
  verdictsOf(of, { facts: { ...nothing, ...facts }, since, inShadow });
const outcomes = (bad: boolean[]): Outcome[] => bad.map((one, i) => ({ bad: one, at: i }));
const some = (n: number, bad: number) => outcomes(Array.from({ length: n }, (_, i) => i < bad));

/** Outcomes of which each is bad with a probability, by draws that are the same in every run. */
const simulated = (run: number, n: number, rate: number) =>
  outcomes(Array.from({ length: n }, (_, i) => stickyUniform(`run ${run}`, String(i)) < rate));

/** After how many outcomes a rollout with only a limit on errors is backed out of; null: not within them. */
const backedOutAfter = (all: Outcome[], limit: number): number | null => {
  const fails = (n: number) =>
    judge({ errors: all.slice(0, n) }, settings({ error: limit }))[0]?.verdict === 'fail';
  if (!fails(all.length)) return null;
  // Once it has failed it stays so: the first such moment is found by halving.
  let before = 0;
  let after = all.length;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (fails(middle)) after = middle;
    else before = middle;
  }
  return after;
};

describe('the guardrail on errors', () => {
  const of = settings({ error: 0.1 });
  const word = (facts: Partial<RolloutFacts>, more = {}) => judge(facts, of, more).map((v) => v.verdict);

  it('says no data without any, and is inconclusive until the step has the labels it needs', () => {
    expect(judge({}, of)).toEqual([
      {
        guardrail: 'error',
        verdict: 'no_data',
        value: null,
        n: 0,
        interval: { low: null, high: null },
        limit: 0.1,
        missing: 50,
      },
    ]);
    expect(word({ errors: some(49, 0) })).toEqual(['inconclusive']);
    expect(word({ errors: some(50, 0) })).toEqual(['pass']);
    expect(word({ errors: some(50, 0) }, { since: 1 })).toEqual(['inconclusive']);
  });

  it('passes at the limit, and is inconclusive over it by no more than chance', () => {
    expect(word({ errors: simulated(1, 400, 0.08) })).toEqual(['pass']);
    expect(word({ errors: outcomes([...Array(53).fill(false), ...Array(7).fill(true)]) })).toEqual([
      'inconclusive',
    ]);
    expect(word({ errors: some(60, 30) })).toEqual(['fail']);
  });

  it('has nothing to say of a candidate that decides nothing yet', () => {
    expect(word({ errors: some(60, 30) }, { inShadow: true })).toEqual([]);
  });
});

describe('the guardrail on pairs', () => {
  const of = settings({ worse_than_live: 0.5 });
  it('fails a candidate that is wrong where live is right, and passes one that is as often right', () => {
    expect(judge({ pairs: some(12, 12) }, of, { inShadow: true })).toMatchObject([{ verdict: 'fail' }]);
    expect(
      judge({ pairs: outcomes([true, false, true, false, true, false, true, false, true, false]) }, of),
    ).toMatchObject([{ verdict: 'pass', missing: 0 }]);
    expect(judge({ pairs: some(4, 1) }, of)).toMatchObject([{ verdict: 'inconclusive', missing: 6 }]);
    expect(judge({}, of, { inShadow: true })).toMatchObject([{ verdict: 'no_data' }]);
    expect(judge({}, of)).toEqual([]);
  });
});

describe('the guardrails that need no labels', () => {
  it('compare a candidate with live on all items', () => {
    const of = settings({ disagreement: 0.3 });
    expect(judge({ both: 1000, differing: 500 }, of)).toMatchObject([{ verdict: 'fail', value: 0.5 }]);
    expect(judge({ both: 1000, differing: 310 }, of)).toMatchObject([{ verdict: 'inconclusive' }]);
    expect(judge({ both: 1000, differing: 100 }, of)).toMatchObject([{ verdict: 'pass' }]);
    expect(judge({ both: 100, differing: 1 }, of)).toMatchObject([{ verdict: 'inconclusive', missing: 100 }]);
  });

  it('see a candidate that gives no answers, or takes too long', () => {
    const of = settings({ abstentions: 0.05, latency: 300 });
    const words = (facts: Partial<RolloutFacts>) => judge(facts, of).map(({ verdict }) => verdict);
    expect(words({})).toEqual(['no_data']);
    expect(words({ predicted: 300, abstained: 60, timed: 100, latency: 900 })).toEqual([
      'fail',
      'inconclusive',
    ]);
    expect(words({ predicted: 300, abstained: 3, timed: 300, latency: 900 })).toEqual(['pass', 'fail']);
    expect(words({ predicted: 300, abstained: 3, timed: 300, latency: 300 })).toEqual(['pass', 'pass']);
  });

  it('see a candidate in shadow that gets nothing, and never back out for that', () => {
    const of = settings({ coverage: 0.9 });
    const at = (covered: number, expected: number) =>
      judge({ covered, expected }, of, { inShadow: true })[0]?.verdict;
    expect(at(0, 500)).toBe('no_data');
    expect(at(300, 500)).toBe('inconclusive');
    expect(at(495, 500)).toBe('pass');
    expect(judge({ covered: 0, expected: 500 }, of)).toEqual([]);
  });
});

describe('the guardrail on inputs', () => {
  const of = settings({ input_drift: 0.2 });
  /** So many items of a light that is the same in every run, and of one of three lines. */
  const seen = (name: string, n: number, darker = 0) => {
    const bins = (input: string, binOf: (i: number) => string) => {
      const counts: Record<string, number> = {};
      for (let i = 0; i < n; i += 1) counts[binOf(i)] = (counts[binOf(i)] ?? 0) + 1;
      return { [`input:${input}`]: counts };
    };
    return {
      ...bins('light', (i) => logCell(1 + stickyUniform(name, `light ${i}`) * 9 * (1 - darker))),
      ...bins('line', (i) => `=${Math.floor(stickyUniform(name, `line ${i}`) * 3)}`),
    };
  };
  const says = (live: ReturnType<typeof seen>, candidate: ReturnType<typeof seen>, more = {}) =>
    judge({ inputs: { live, candidate } }, of, more);

  it('passes where both see the same, and fails where they surely do not', () => {
    expect(says(seen('live', 2_000), seen('candidate', 500))).toMatchObject([{ verdict: 'pass', n: 500 }]);
    expect(says(seen('live', 2_000), seen('candidate', 500, 0.5))).toMatchObject([
      { verdict: 'fail', limit: 0.2 },
    ]);
  });

  it('waits for enough on both sides, and holds nothing up that has nothing to compare', () => {
    expect(says(seen('live', 2_000), seen('candidate', 199, 0.5))).toMatchObject([
      { verdict: 'inconclusive', value: null, missing: 1 },
    ]);
    expect(says(seen('live', 2_000), {} as ReturnType<typeof seen>)).toMatchObject([{ verdict: 'no_data' }]);
    expect(says({} as ReturnType<typeof seen>, seen('candidate', 500))).toEqual([]);
    expect(judge({}, of)).toEqual([]);
    expect(says(seen('live', 2_000), seen('candidate', 500, 0.5), { inShadow: true })).toEqual([]);
  });

  it('backs out of no rollout whose units are drawn, however often one looks', () => {
    const runs = Array.from({ length: 50 }, (_, run) => run);
    const failed = runs.filter((run) =>
      [200, 300, 500, 900].some((n) =>
        says(seen(`live ${run}`, n), seen(`candidate ${run}`, n)).some(({ verdict }) => verdict === 'fail'),
      ),
    );
    expect(failed).toEqual([]);
  });
});

describe('a bet from counts alone', () => {
  it('is worth nothing at first, little while the rate is at the limit, and much once it is far above', () => {
    expect(mixtureLogWealth(0, 0, 0.3)).toBeCloseTo(0, 10);
    expect(mixtureLogWealth(1, 1, 0.5)).toBeCloseTo(Math.log(1.5), 10); // the mean of θ/.5 over (.5, 1)
    expect(mixtureLogWealth(30, 100, 0.3)).toBeLessThan(0);
    expect(mixtureLogWealth(500, 1000, 0.3)).toBeGreaterThan(Math.log(1000));
  });

  it('is a supermartingale: at the limit the mean over the next outcome is at most what it was', () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.nat(300),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (k, more, p0) => {
          const n = k + more;
          const now = mixtureLogWealth(k, n, p0);
          fc.pre(Number.isFinite(now));
          const hit = Math.exp(mixtureLogWealth(k + 1, n + 1, p0) - now);
          const miss = Math.exp(mixtureLogWealth(k, n + 1, p0) - now);
          expect(p0 * hit + (1 - p0) * miss).toBeLessThanOrEqual(1 + 1e-6);
        },
      ),
    );
  });
});

describe('in simulated rollouts', () => {
  const runs = Array.from({ length: 200 }, (_, i) => i);

  it('a candidate that errs twice as often as allowed is backed out of in a median of some hundred labels', () => {
    const after = runs.map((run) => backedOutAfter(simulated(run, 1_500, 0.2), 0.1) ?? Infinity);
    const median = after.toSorted((a, b) => a - b)[runs.length / 2] ?? Infinity;
    expect(median).toBeGreaterThan(40);
    expect(median).toBeLessThan(150);
    expect(after.every(Number.isFinite)).toBe(true);
  });

  it('one that errs just as often as allowed is backed out of no more often than alpha, at whatever moment one looks', () => {
    const out = runs.filter((run) => backedOutAfter(simulated(run, 600, 0.1), 0.1) !== null).length;
    expect(out / runs.length).toBeLessThanOrEqual(proposedSettings.alpha);
  });

  it('one without any traffic stays without a verdict for ever', () => {
    expect(judge({}, settings({ error: 0.1 })).map((v) => v.verdict)).toEqual(['no_data']);
  });
});

describe('the proposed limits', () => {
  it('are a little above what the live version does, once that is known', () => {
    expect(proposeFor(null)).toEqual(proposedSettings);
    expect(proposeFor({ judged: 49, wrong: 1, shown: 0, overridden: 0 }).limits).toEqual(
      proposedSettings.limits,
    );
    expect(proposeFor({ judged: 200, wrong: 10, shown: 100, overridden: 20 }).limits).toMatchObject({
      error: 0.08,
      override: 0.23,
    });
  });
});
