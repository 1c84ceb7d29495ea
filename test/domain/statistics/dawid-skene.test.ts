import { describe, expect, it } from 'vitest';
import { dawidSkene, type RatedItems } from '../../../server/domain/statistics/dawid-skene.ts';
import { posterior } from '../../../server/domain/statistics/posterior.ts';

// Dawid and Skene (1979), table 1: 45 patients; each digit a grade, by observers 1 (three times), 2, 3, 4 and 5.
const table =
  '1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212 ' +
  '1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111 ' +
  '1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 ' +
  '2322222 1211111 2222222';
const patients: RatedItems = {
  observers: 5,
  classes: 4,
  items: table
    .split(' ')
    .map((grades) =>
      grades.split('').map((grade, i) => ({ observer: Math.max(i - 2, 0), value: Number(grade) - 1 })),
    ),
};

const run = (rated: RatedItems, options?: { tolerance?: number; most?: number }) => {
  const seen: number[] = [];
  const estimation = dawidSkene(rated, options);
  for (;;) {
    const step = estimation.next();
    if (step.done) return { ...step.value, seen };
    seen.push(step.value.logLikelihood);
  }
};

const expectNear = (
  values: readonly number[] | null | undefined,
  expected: readonly number[],
  digits: number,
) => {
  expect(values).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(values?.[i]).toBeCloseTo(value, digits);
};

describe('the estimate of Dawid and Skene’s patients', () => {
  const result = run(patients);

  it('has the published prevalence and log-likelihood', () => {
    expect(result.converged).toBe(true);
    expectNear(result.prevalence, [0.3996, 0.422, 0.1118, 0.0667], 4);
    expect(result.logLikelihood).toBeCloseTo(-192.8909, 4);
  });

  it('has the published confusions of observer 1', () => {
    const rows = [
      [0.889, 0.111, 0, 0],
      [0.071, 0.876, 0.053, 0],
      [0, 0.339, 0.661, 0],
      [0, 0, 0.556, 0.444],
    ];
    for (const [i, row] of rows.entries()) expectNear(result.confusion[0]?.[i], row, 3);
  });

  it.each([
    { patient: 7, expected: [0.981, 0.019, 0, 0] },
    { patient: 35, expected: [0, 0.948, 0.052, 0] },
    { patient: 38, expected: [0, 0.021, 0.979, 0] },
  ])('has the published doubt on patient $patient', ({ patient, expected }) => {
    expectNear(result.posterior[patient - 1], expected, 3);
    const likelihoods = patients.items[patient - 1]?.map(({ observer, value }) =>
      (result.confusion[observer] ?? []).map((row) => row?.[value] ?? 0),
    );
    expectNear(posterior(result.prevalence, likelihoods ?? []), expected, 3);
  });

  it('grows likelier with each iteration', () => {
    expect(result.seen).toHaveLength(result.iterations - 1);
    expect(result.seen).toEqual(result.seen.toSorted((a, b) => a - b));
  });
});

describe('the estimation', () => {
  it('stops at the most iterations asked for and says that it has not converged', () => {
    expect(run(patients, { most: 3 })).toMatchObject({ iterations: 3, converged: false });
  });

  it('knows nothing of an observer who rated nothing and gives an unrated item the prevalence', () => {
    const { confusion, posterior, prevalence } = run({
      observers: 2,
      classes: 2,
      items: [[{ observer: 0, value: 0 }], [{ observer: 0, value: 0 }], [{ observer: 0, value: 1 }], []],
    });
    expect(confusion[1]).toEqual([null, null]);
    expectNear(posterior[3], prevalence, 4);
    expectNear(prevalence, [2 / 3, 1 / 3], 4);
  });

  it('does not lose an item with more ratings than a product of probabilities can hold', () => {
    const rating = (value: number) => ({ observer: 0, value });
    const many = (value: number) =>
      Array.from({ length: 4_000 }, (_, i) => rating(i % 3 === 0 ? 1 - value : value));
    const { posterior } = run({ observers: 1, classes: 2, items: [many(0), many(1), many(0)] });
    expect(posterior.map(([first]) => Math.round(first ?? Number.NaN))).toEqual([1, 0, 1]);
  });

  it('of nothing is nothing', () => {
    expect(run({ observers: 0, classes: 2, items: [] })).toMatchObject({ prevalence: [0, 0], posterior: [] });
  });
});
