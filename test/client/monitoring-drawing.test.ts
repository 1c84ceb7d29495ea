import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frame, pathOf, stepAt, timeTicks, valueAxis, xOf } from '../../client/ui/series-geometry.ts';
import { tickText, unitText } from '../../client/ui/unit-text.ts';
import { driftSentence, kindOfDrift } from '../../client/features/monitoring/drift-words.ts';
import type { SubjectState } from '../../server/features/drift/contract.ts';
import { draftOf, emptyInput, faultsOf, inputOf } from '../../client/features/projects/input-draft.ts';
import { axisOver } from '../../client/ui/axis.ts';

const minute = 60_000;
const window = { from: 0, to: 10 * minute, stepMs: minute };
const points = (values: (number | null)[]) =>
  values.map((value, i) => ({ at: new Date(i * minute).toISOString(), value, n: value === null ? 0 : 1 }));

describe('a curve', () => {
  const axis = { from: 0, to: 1, ticks: [0, 1] };
  test('is broken where nothing is known, and a point that stands alone is a dash', () => {
    const path = pathOf(points([0, 1, null, 0.5, null]), axis, window);
    expect(path).toMatch(/^M[\d.]+ 174\.0L[\d.]+ 18\.0M[\d.]+ 96\.0h3$/);
  });

  test('of the week before is drawn where it would be this week, and cut off outside', () => {
    const before = points([1, 1, 1, 1]);
    expect(pathOf(before, axis, window, 2 * minute)).toBe(
      pathOf(points([null, null, 1, 1, 1, 1]), axis, window),
    );
    expect(pathOf(before, axis, window, -9 * minute)).toBe('');
  });

  test('is pointed at by the step that lies there', () => {
    const all = points([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(stepAt(xOf(3.5 * minute, window), all, window)).toBe(3);
    expect(stepAt(frame.left - 1, all, window)).toBeNull();
  });
});

describe('the axes', () => {
  test('of values run between round numbers and hold them all', () => {
    expect(valueAxis([0.2, 3.1], 'per_minute').ticks).toEqual([0, 1, 2, 3, 4]);
    expect(valueAxis([301, 304], 'number').ticks).toEqual([301, 302, 303, 304]);
    expect(valueAxis([], 'share').from).toBe(0);
    fc.assert(
      fc.property(
        fc.array(
          fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Number(x.toFixed(3))),
          { minLength: 1 },
        ),
        (values) => {
          const { from, to, ticks } = axisOver(values);
          expect(from).toBeLessThanOrEqual(Math.min(...values) + 1e-3);
          expect(to).toBeGreaterThanOrEqual(Math.max(...values) - 1e-3);
          expect(to).toBeGreaterThan(from);
          expect(ticks.length).toBeLessThanOrEqual(6);
        },
      ),
    );
  });

  test.each([60, 24 * 60, 7 * 24 * 60, 30 * 24 * 60])(
    'of %i minutes has at most seven moments',
    (minutes) => {
      const to = Date.UTC(2026, 4, 1, 9, 31);
      const ticks = timeTicks({ from: to - minutes * minute, to });
      expect(ticks.length).toBeGreaterThan(2);
      expect(ticks.length).toBeLessThanOrEqual(7);
    },
  );
});

test('figures are told in their unit', () => {
  expect(unitText('milliseconds', 1_234)).toBe('1.23 s');
  expect(unitText('per_minute', 0.0321)).toBe('0.0321 / min');
  expect(unitText('share', null)).toBe('–');
  expect(tickText('share', 0.005)).toBe('0.5\u00a0%');
  expect(tickText('share', 0.5)).toBe('50\u00a0%');
  expect(unitText('bytes', 3 * 2 ** 29)).toBe('1.5 GiB');
  expect(valueAxis([2 ** 30, 2 ** 31], 'bytes').ticks.map((tick) => tickText('bytes', tick))).toContain(
    '1 GiB',
  );
});

describe('an input in the form', () => {
  test.each([
    { name: 'light', type: 'number', low: null, high: 3 } as const,
    { name: 'line', type: 'category', known: ['north'] } as {
      name: string;
      type: 'category';
      known: string[];
    },
  ])('%j comes out as it went in', (input) => expect(inputOf(draftOf(input))).toEqual(input));

  test('is refused without a name, with one that stands twice, and with bounds the wrong way round', () => {
    const light = { ...emptyInput, name: 'light' };
    expect(
      faultsOf({ monitoredInputs: [light, light, emptyInput, { ...light, name: 'x', low: 2, high: 1 }] }),
    ).toEqual({
      'monitoredInputs.1.name': 'Stands twice',
      'monitoredInputs.2.name': 'A name is missing',
      'monitoredInputs.3.high': 'Must be above the other',
    });
    expect(faultsOf({ monitoredInputs: [light] })).toEqual({});
  });
});

describe('drift', () => {
  const at = '2026-05-01T09:00:00Z';
  const schema = {
    kind: 'choice' as const,
    classes: [{ name: 'ok', title: 'Fine', color: '#000000', key: null, retired: false }],
  };
  type Grown = NonNullable<NonNullable<SubjectState['latest']>['result']['grown']>;
  const state = (subject: string, group: Grown['group'], more: Partial<SubjectState> = {}): SubjectState => ({
    subject,
    standing: 'drifting',
    shape: 'sudden',
    since: at,
    latest: {
      start: at,
      end: at,
      result: {
        subject,
        n: 400,
        referenceN: 1_000,
        psi: 0.4,
        jensenShannon: 0.2,
        test: 'ks',
        p: 0,
        adjusted: 0,
        grown: { group, before: 0.05, now: 0.31 },
      },
    },
    ...more,
  });
  const light = state('input:light', { kind: 'range', low: null, high: 0.2 });

  test('is told in a sentence', () => {
    expect(driftSentence(light, schema)).toBe(
      'Input “light” has drifted, all at once: values up to 0.2 grew from 5\u00a0% to 31\u00a0%.',
    );
    const classes = state(
      'classes',
      { kind: 'category', category: 'ok' },
      { standing: 'moved', shape: null },
    );
    expect(driftSentence(classes, schema)).toBe(
      'What the model answers moved in the latest window: “Fine” grew from 5\u00a0% to 31\u00a0%.',
    );
  });

  test('of inputs is told apart from that of answers', () => {
    const stable = (one: SubjectState): SubjectState => ({ ...one, standing: 'stable' });
    const confidence = state('confidence', { kind: 'range', low: 0.5, high: 0.6 });
    expect(kindOfDrift([stable(light), stable(confidence)])).toBeNull();
    expect(kindOfDrift([light, stable(confidence)])).toContain('what the model says of it has not');
    expect(kindOfDrift([light, confidence])).toContain('with it');
    expect(kindOfDrift([stable(light), confidence])).toContain('though no declared input has');
  });
});
