import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stickyUniform } from '../../../server/domain/draw.ts';
import {
  agreementSignal,
  calibrationSignal,
  fewestBefore,
  fewestSince,
  signalStandings,
  type JudgedDraw,
} from '../../../server/domain/drift/people.ts';
import { driftStandings } from '../../../server/domain/drift/state.ts';
import {
  auditSignal,
  dataStanding,
  driftLook,
  peopleStanding,
} from '../../../server/domain/drift/verdict.ts';
import { alarmAt, startDetector } from '../../../server/domain/statistics/e-detector.ts';
import { addReview, hajek, noHajekSums } from '../../../server/domain/statistics/hajek.ts';
import { weightedMean } from '../../../server/domain/statistics/weighted-mean.ts';

/** Answers that are the same in every run: wrong with a probability, by a model as sure as told. */
const answers = (name: string, n: number, errors: number, confidence: number | null = 0.95): JudgedDraw[] =>
  Array.from({ length: n }, (_, i) => {
    const isSure = stickyUniform(name, `sure ${i}`) < 0.8;
    return {
      wrong: stickyUniform(name, `wrong ${i}`) < errors,
      confidence,
      // What the model is sure of is audited; the rest is judged blind more often.
      pi: isSure ? 0.1 : 0.4,
    };
  });

describe('a mean over draws of unequal probability', () => {
  test('is that of hajek where all are 0 or 1, and the plain mean where all are drawn alike', () => {
    const drawn = answers('mean', 300, 0.2);
    const sums = drawn.reduce((sum, { wrong, pi }) => addReview(sum, { pi, correct: wrong }), noHajekSums);
    const mean = weightedMean(drawn.map(({ wrong, pi }) => ({ x: wrong ? 1 : 0, pi })));
    const expected = hajek(sums);
    for (const key of ['value', 'low', 'high', 'standardError', 'effectiveSampleSize'] as const)
      expect(mean?.[key]).toBeCloseTo(expected?.[key] ?? NaN, 9);
    expect(weightedMean([0.1, 0.2, 0.6].map((x) => ({ x, pi: 0.3 })))?.value).toBeCloseTo(0.3, 12);
    expect(weightedMean([])).toBeNull();
  });
});

describe('agreement with people', () => {
  test('is not told before there are enough answers of both times', () => {
    const [before, since] = [answers('before', fewestBefore, 0.05), answers('since', fewestSince, 0.9)];
    expect(agreementSignal(before.slice(1), since.slice(3))).toEqual({ standing: 'not_enough', missing: 4 });
    expect(agreementSignal([], [])).toEqual({ standing: 'not_enough', missing: fewestBefore + fewestSince });
    expect(agreementSignal(before, since)).toMatchObject({
      standing: 'moved',
      before: { reviewed: fewestBefore },
      now: { reviewed: fewestSince },
    });
  });

  test('moves where people answer otherwise more often, and is back once they no longer do', () => {
    const before = answers('before', 300, 0.05);
    const worse = answers('worse', 300, 0.2);
    expect(agreementSignal(before, worse).standing).toBe('moved');
    expect(agreementSignal(before, [...worse, ...answers('good again', 300, 0.04)]).standing).toBe('stable');
    expect(agreementSignal(before, answers('better', 300, 0)).standing).toBe('stable');
  });

  test('gives few false alarms in runs of a thousand answers that are looked at after each', () => {
    const runs = Array.from({ length: 100 }, (_, i) => i);
    const alarms = runs.filter((run) => {
      const all = answers(`run ${run}`, 1_300, 0.05);
      const looks = [100, 250, 400, 550, 700, 850, 1_000];
      return looks.some(
        (n) => agreementSignal(all.slice(0, 300), all.slice(300, 300 + n)).standing === 'moved',
      );
    });
    expect(alarms.length).toBeLessThanOrEqual(3);
  });
});

describe('calibration', () => {
  test('moves where the model is wrong more often than its confidence says', () => {
    const before = answers('before', 300, 0.05);
    const found = calibrationSignal(before, answers('worse', 600, 0.25));
    expect(found).toMatchObject({ standing: 'moved' });
    if (found?.standing !== 'moved') return;
    expect(found.before.value).toBeCloseTo(0, 1);
    expect(found.now.value).toBeCloseTo(0.2, 1);
  });

  test('stays where items are harder and the model knows it', () => {
    const before = answers('before', 300, 0.05);
    const harder = answers('harder', 600, 0.25, 0.75);
    expect(agreementSignal(before, harder).standing).toBe('moved');
    expect(calibrationSignal(before, harder)?.standing).toBe('stable');
  });

  test('says nothing of a model that gives no confidence', () => {
    expect(calibrationSignal(answers('a', 200, 0.1, null), answers('b', 200, 0.1, null))).toBeNull();
  });
});

describe('what it looks like', () => {
  test.each([
    ['stable', 'stable', 'nothing'],
    ['stable', 'moved', 'data'],
    ['moved', 'stable', 'concept'],
    ['moved', 'moved', 'both'],
    ['not_enough', 'stable', 'not_enough'],
    ['not_enough', 'moved', 'not_enough'],
    ['stable', 'not_enough', 'not_enough'],
    ['moved', 'not_enough', 'not_enough'],
  ] as const)('where people’s answers are %s and the data is %s: %s', (people, data, look) =>
    expect(driftLook(people, data)).toBe(look),
  );

  test('data has moved where one subject has', () => {
    expect(dataStanding([])).toBe('not_enough');
    expect(dataStanding(['stable', 'not_enough'])).toBe('stable');
    expect(dataStanding(['stable', 'drifting', 'not_enough'])).toBe('moved');
  });

  test('the watch over a certificate counts once it alarms, and says nothing before enough audits', () => {
    const watch = (peak: number, n: number) => ({ revision: 1, detector: { ...startDetector, n }, peak });
    expect(auditSignal([])).toBeNull();
    expect(auditSignal([watch(2, fewestSince - 1)])).toMatchObject({ standing: 'not_enough', missing: 1 });
    expect(auditSignal([watch(2, fewestSince)])).toMatchObject({ standing: 'stable', missing: 0 });
    expect(auditSignal([watch(2, 400), watch(alarmAt, 9)])).toMatchObject({ standing: 'moved' });
  });

  test('is never concept drift where there are too few answers, whatever they are', () => {
    const draw = fc.record({
      wrong: fc.boolean(),
      confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      pi: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    const some = (maxLength: number) => fc.array(draw, { maxLength });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(some(fewestBefore - 1), some(300)),
          fc.tuple(fc.array(draw, { minLength: fewestBefore, maxLength: 200 }), some(fewestSince - 1)),
        ),
        fc.array(fc.constantFrom(...driftStandings)),
        ([before, since], standings) => {
          const people = peopleStanding({
            audits: null,
            agreement: agreementSignal(before, since),
            calibration: calibrationSignal(before, since),
          });
          expect(people).toBe('not_enough');
          expect(driftLook(people, dataStanding(standings))).toBe('not_enough');
        },
      ),
    );
    expect(signalStandings.filter((people) => driftLook(people, 'stable') === 'concept')).toEqual(['moved']);
  });
});
