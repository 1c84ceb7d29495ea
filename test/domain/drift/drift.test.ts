import { describe, expect, test } from 'vitest';
import { compareWithReference, fewestCurrent, movedFrom } from '../../../server/domain/drift/compare.ts';
import { driftCounts, type BinCounts } from '../../../server/domain/drift/counts.ts';
import { countGroups, groupsOf } from '../../../server/domain/drift/groups.ts';
import { driftStateOf, shapeOf } from '../../../server/domain/drift/state.ts';
import { intakeMeasures } from '../../../server/domain/measures/changes.ts';
import { logCell } from '../../../server/domain/measures/cells.ts';
import type { MonitoredInput } from '../../../server/domain/measures/inputs.ts';

/** Numbers in [0,1) that are the same in every run (mulberry32). */
const draws = (seed: number) => {
  let a = seed;
  return (): number => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

const declared: MonitoredInput[] = [
  { name: 'light', type: 'number', low: 0, high: 1 },
  { name: 'length', type: 'number', low: null, high: null },
  { name: 'line', type: 'category', known: ['north', 'south', 'east'] },
];

/** What comes in over a time: `shade` darkens the light, which the model is less sure of. */
const traffic = (draw: () => number, n: number, shade = 0) => {
  const measures = Array.from({ length: n }, () => {
    const light = Math.max(0, (draw() + draw() + draw()) / 3 - shade);
    const inputs = {
      light: draw() < 0.02 ? null : light,
      length: Math.exp(3 + draw() * 2),
      line: ['north', 'south', 'south', 'east', 'west'][Math.floor(draw() * 5)] ?? null,
    };
    const value = draw() < 0.3 ? 'scratched' : 'intact';
    const confidence = Math.min(1, 0.7 + 0.3 * draw() - shade / 2);
    return intakeMeasures(
      { modelVersionId: 'm', value, confidence, latencyMs: null, inputs },
      'review',
      declared,
    );
  });
  return driftCounts(measures.flat());
};

const moved = (results: ReturnType<typeof compareWithReference>): string[] =>
  results.flatMap(({ subject, psi }) => (psi >= movedFrom ? [subject] : []));

describe('groups of a reference', () => {
  test('hold each number and each category once, and whatever comes later too', () => {
    const bins: BinCounts = { '=a': 5, '=b': 9, missing: 2 };
    for (let x = 1; x < 100; x += 1) bins[logCell(x)] = (bins[logCell(x)] ?? 0) + 1;
    const groups = groupsOf(bins);
    const counts = countGroups(groups, bins);
    expect(counts.reduce((sum, n) => sum + n)).toBe(99 + 16);
    const ranges = groups.filter(({ kind }) => kind === 'range');
    expect(ranges.length).toBeLessThanOrEqual(13);
    expect(counts[0]).toBe(0);
    expect(countGroups(groups, { [logCell(0.1)]: 3, [logCell(5_000)]: 4, '=c': 5, missing: 1 })).toEqual(
      groups.map((group, i) => {
        if (i === 0) return 3;
        if (i === ranges.length - 1) return 4;
        if (group.kind === 'other') return 5;
        return group.kind === 'bin' ? 1 : 0;
      }),
    );
  });
});

describe('drift', () => {
  const reference = traffic(draws(1), 5_000);

  test('is nothing where too little came in', () => {
    expect(compareWithReference(reference, traffic(draws(2), fewestCurrent - 1))).toEqual([]);
    expect(
      compareWithReference(reference, traffic(draws(2), fewestCurrent + 50)).map((r) => r.subject),
    ).toEqual(expect.arrayContaining(['classes', 'confidence', 'input:light', 'input:length', 'input:line']));
  });

  test('gives no alarm in thirty stable days of a busy project, hour by hour', { timeout: 60_000 }, () => {
    const draw = draws(3);
    for (let hour = 0; hour < 30 * 24; hour += 1) {
      // Fewer at night; the fewest that say anything say it least surely.
      const n = hour % 24 < 6 ? fewestCurrent + 20 : 400;
      expect({ hour, moved: moved(compareWithReference(reference, traffic(draw, n))) }).toEqual({
        hour,
        moved: [],
      });
    }
  });

  test('is found where light fades, told from what stays, and named by what grew', () => {
    const results = compareWithReference(reference, traffic(draws(4), 400, 0.2));
    expect(moved(results).toSorted()).toEqual(['confidence', 'input:light']);
    const light = results.find(({ subject }) => subject === 'input:light');
    expect(light).toMatchObject({ test: 'ks', grown: { group: { kind: 'range' } } });
    expect(light?.grown?.now).toBeGreaterThan(light?.grown?.before ?? 1);
    expect(light?.adjusted).toBeLessThan(1e-6);
    expect(results.find(({ subject }) => subject === 'input:line')?.adjusted).toBeGreaterThan(0.01);
  });

  test('of a category that nobody knew is found as well', () => {
    const classes = { '=ok': 900, '=bad': 100 };
    const [result] = compareWithReference({ classes }, { classes: { '=ok': 600, '=bad': 70, '=odd': 330 } });
    expect(result).toMatchObject({
      test: 'chi_square',
      grown: { group: { kind: 'other' }, before: 0, now: 0.33 },
    });
    expect(result?.psi).toBeGreaterThan(movedFrom);
  });
});

describe('how something stands', () => {
  const history = (psi: readonly number[]) =>
    psi.map((value, i) => ({
      start: i,
      end: i + 1,
      result: {
        subject: 'classes',
        n: 400,
        referenceN: 1_000,
        psi: value,
        jensenShannon: value,
        test: 'ks' as const,
        p: 1,
        adjusted: 1,
        grown: null,
      },
    }));

  test.each([
    [[], { standing: 'not_enough', shape: null, since: null }],
    [[0.1], { standing: 'stable', shape: null, since: null }],
    [[0.1, 0.5], { standing: 'moved', shape: null, since: 1 }],
    [[0.5, 0.1], { standing: 'stable', shape: null, since: null }],
    [[0.05, 0.06, 0.05, 0.5, 0.52], { standing: 'drifting', shape: 'sudden', since: 3 }],
    [[0.02, 0.07, 0.11, 0.16, 0.21, 0.26, 0.3], { standing: 'drifting', shape: 'gradual', since: 4 }],
  ])('after %j: %j', (psi, expected) => expect(driftStateOf(history(psi))).toEqual(expected));

  test('is told as a shift or a trend by what leaves less unexplained', () => {
    expect(shapeOf([0, 0, 1])).toBeNull();
    expect(shapeOf([0, 0, 0, 1])).toBe('sudden');
    expect(shapeOf([0, 1, 2, 3, 4, 5])).toBe('gradual');
  });
});
