import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  conditionFaults,
  isBreached,
  isClear,
  type AlarmCondition,
} from '../../server/domain/alarms/condition.ts';
import { isSilent } from '../../server/domain/alarms/heard.ts';
import { alarmPresets } from '../../server/domain/alarms/presets.ts';
import {
  firstState,
  longestGap,
  nextState,
  type AlarmState,
  type Observation,
} from '../../server/domain/alarms/state.ts';
import { mutedOf, mutingFault, toTell, type Standing } from '../../server/domain/alarms/telling.ts';
import { measureText, thresholdText, timeText } from '../../server/domain/alarms/words.ts';
import { aCondition } from '../support/alarms.ts';

const minute = 60_000;

const conditions: fc.Arbitrary<AlarmCondition> = fc
  .record({
    comparison: fc.constantFrom('above' as const, 'below' as const),
    threshold: fc.integer({ min: 0, max: 10 }),
    between: fc.integer({ min: 0, max: 5 }),
    forMinutes: fc.integer({ min: 0, max: 6 }),
    keepMinutes: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ between, ...given }) => ({
    ...aCondition,
    ...given,
    clearThreshold: given.threshold + (given.comparison === 'above' ? -between : between),
  }));

const observations: fc.Arbitrary<Observation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.integer({ min: -6, max: 16 }).map((value) => ({ kind: 'value' as const, value })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'no_data' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'error' as const, message: 'lost' }) },
);

/** Looks a minute apart, with now and then a gap as of an evaluator that was away. */
const looks = fc.array(
  fc.record({
    seen: observations,
    wait: fc.oneof(
      { weight: 12, arbitrary: fc.constant(minute) },
      { weight: 1, arbitrary: fc.constantFrom(longestGap, longestGap + 1, 60 * minute) },
    ),
  }),
  { maxLength: 60 },
);

type Step = { at: number; seen: Observation; before: AlarmState; after: AlarmState };

const follow = (condition: AlarmCondition, course: { seen: Observation; wait: number }[]): Step[] => {
  let at = 1_000_000;
  let state = firstState(at);
  return course.map(({ seen, wait }) => {
    at += wait;
    const before = state;
    state = nextState(condition, before, seen, at);
    return { at, seen, before, after: state };
  });
};

const onEveryCourse = (rule: (condition: AlarmCondition, steps: Step[]) => void) =>
  fc.assert(
    fc.property(conditions, looks, (condition, course) => rule(condition, follow(condition, course))),
    { numRuns: 400 },
  );

const hasFired = ({ before, after }: Step) => before.firedAt === null && after.firedAt !== null;
const hasCleared = ({ before, after }: Step) => before.firedAt !== null && after.firedAt === null;

/** The looks that end with this one and saw what they must without a break, and the time from first to last. */
const unbroken = (steps: Step[], last: number, sees: (value: number) => boolean): number => {
  let first = last;
  const fits = (i: number) => {
    const seen = steps[i]?.seen;
    return seen?.kind === 'value' && sees(seen.value);
  };
  if (!fits(last)) return -1;
  while (fits(first - 1) && (steps[first]?.at ?? 0) - (steps[first - 1]?.at ?? 0) <= longestGap) first -= 1;
  return (steps[last]?.at ?? 0) - (steps[first]?.at ?? 0);
};

describe('an alarm', () => {
  it('never fires before its threshold was passed for long enough without a break', () => {
    onEveryCourse((condition, steps) => {
      steps.forEach((step, i) => {
        if (!hasFired(step)) return;
        const lasted = unbroken(steps, i, (value) => isBreached(condition, value));
        expect(lasted).toBeGreaterThanOrEqual(condition.forMinutes * minute);
      });
    });
  });

  it('always fires once it was', () => {
    onEveryCourse((condition, steps) => {
      steps.forEach(({ after }, i) => {
        const lasted = unbroken(steps, i, (value) => isBreached(condition, value));
        if (lasted >= condition.forMinutes * minute) expect(after.firedAt).not.toBeNull();
      });
    });
  });

  it('never clears but beyond the clear threshold, for long enough without a break', () => {
    onEveryCourse((condition, steps) => {
      steps.forEach((step, i) => {
        if (!hasCleared(step)) return;
        const lasted = unbroken(steps, i, (value) => isClear(condition, value));
        expect(lasted).toBeGreaterThanOrEqual(condition.keepMinutes * minute);
        expect(step.after.phase).toBe('ok');
      });
    });
  });

  it('flaps at most once in the time that it takes to fire and to clear', () => {
    onEveryCourse((condition, steps) => {
      const fired = steps.filter(hasFired).map(({ at }) => at);
      fired.slice(1).forEach((at, i) => {
        const least = (condition.forMinutes + condition.keepMinutes) * minute;
        expect(at - (fired[i] ?? 0)).toBeGreaterThanOrEqual(least);
      });
    });
  });

  it('is never ok without data, and fires on where it did', () => {
    onEveryCourse((_, steps) => {
      for (const { seen, before, after } of steps) {
        if (seen.kind === 'value') continue;
        expect(after.phase).toBe(seen.kind);
        expect(after.firedAt).toBe(before.firedAt);
      }
    });
  });

  it('says by its phase and by `firedAt` the same of whether it fires', () => {
    onEveryCourse((_, steps) => {
      for (const { at, before, after } of steps) {
        if (after.phase === 'firing' || after.phase === 'keeping') expect(after.firedAt).not.toBeNull();
        if (after.phase === 'ok' || after.phase === 'pending') expect(after.firedAt).toBeNull();
        expect(after.seenAt).toBe(at);
        expect(after.since).toBeLessThanOrEqual(at);
        if (after.phase !== before.phase) expect(after.since).toBe(at);
      }
    });
  });

  it('begins to count anew where the clock was set back', () => {
    const seen = { kind: 'value', value: 9 } as const;
    const pending = nextState(aCondition, firstState(0), seen, 100 * minute);
    const back = nextState(aCondition, pending, seen, 10 * minute);
    expect(back).toMatchObject({ phase: 'pending', since: 10 * minute });
    expect(nextState(aCondition, back, seen, 12 * minute)).toMatchObject({ phase: 'firing' });
  });
});

test('a condition that cannot be is refused by the field', () => {
  const fields = (more: Partial<AlarmCondition>) =>
    conditionFaults({ ...aCondition, ...more }).map(({ field }) => field);
  expect(fields({})).toEqual([]);
  expect(fields({ clearThreshold: 3 })).toEqual(['clearThreshold']);
  expect(fields({ comparison: 'below', clearThreshold: 3 })).toEqual([]);
  expect(fields({ comparison: 'below', clearThreshold: 1 })).toEqual(['clearThreshold']);
  expect(fields({ metric: 'override_rate', windowMinutes: 60 })).toEqual(['threshold']);
  expect(fields({ metric: 'intake' })).toEqual(['windowMinutes']);
  expect(fields({ windowMinutes: 60 })).toEqual(['windowMinutes']);
  expect(fields({ threshold: -1, clearThreshold: -2 })).toEqual(['threshold', 'clearThreshold']);
});

test('every preset can be, and those that mute are not muted', () => {
  for (const { condition, mutedBy } of Object.values(alarmPresets)) {
    expect(conditionFaults(condition)).toEqual([]);
    for (const other of mutedBy) expect(alarmPresets[other].mutedBy).toEqual([]);
  }
});

describe('what is told', () => {
  const alarm = (id: string, more: Partial<Standing> = {}): Standing => ({
    id,
    fires: true,
    told: false,
    mutedBy: [],
    ...more,
  });

  it('is nothing of an alarm under a silence or another alarm, until these end', () => {
    const alarms = [alarm('submissions'), alarm('labels', { mutedBy: ['submissions'] })];
    expect(toTell(alarms, [], 5)).toEqual({ fired: ['submissions'], cleared: [] });
    const silences = [{ ruleId: 'submissions', endsAt: 10 }];
    expect(toTell(alarms, silences, 5), 'one that is silenced mutes all the same').toEqual({
      fired: [],
      cleared: [],
    });
    expect(toTell(alarms, silences, 10)).toEqual({ fired: ['submissions'], cleared: [] });
    const later = [
      alarm('submissions', { fires: false, told: true }),
      alarm('labels', { mutedBy: ['submissions'] }),
    ];
    expect(toTell(later, [], 11)).toEqual({ fired: ['labels'], cleared: ['submissions'] });
    expect(mutedOf(alarms, [{ ruleId: null, endsAt: 10 }], 5)).toEqual(new Set(['submissions', 'labels']));
  });

  it('tells of each firing at most once, and of each end exactly where the firing was told of', () => {
    const course = fc.array(fc.record({ fires: fc.boolean(), silenced: fc.boolean() }), { maxLength: 40 });
    fc.assert(
      fc.property(course, (looked) => {
        let told = false;
        for (const { fires, silenced } of looked) {
          const silences = silenced ? [{ ruleId: null, endsAt: 2 }] : [];
          const { fired, cleared } = toTell([alarm('a', { fires, told })], silences, 1);
          expect(fired.length > 0).toBe(fires && !told && !silenced);
          expect(cleared.length > 0).toBe(!fires && told);
          told = fired.length > 0 || (told && cleared.length === 0);
        }
      }),
    );
  });

  it('knows no circle of alarms that mute one another', () => {
    const all = [alarm('a'), alarm('b', { mutedBy: ['a'] }), alarm('c')];
    expect(mutingFault('c', ['a'], all)).toBeNull();
    expect(mutingFault('c', ['c'], all)?.message).toMatch('itself');
    expect(mutingFault('c', ['b'], all)?.message).toMatch('itself muted');
    expect(mutingFault('a', ['c'], all)?.message).toMatch('mutes others');
    expect(mutingFault('c', ['elsewhere'], all)?.message).toMatch('not of this project');
  });
});

test('what reports every minute is silent after three, what reports every hour after three hours', () => {
  expect(isSilent({ lastAt: 0, everySeconds: 60 }, 0, 3 * minute)).toBe(false);
  expect(isSilent({ lastAt: 0, everySeconds: 60 }, 0, 3 * minute + 1)).toBe(true);
  expect(isSilent({ lastAt: null, everySeconds: 3_600 }, 0, 180 * minute)).toBe(false);
  expect(isSilent({ lastAt: null, everySeconds: 3_600 }, 0, 180 * minute + 1)).toBe(true);
  // Nobody listened before this.
  expect(isSilent({ lastAt: 0, everySeconds: 60 }, 100 * minute, 101 * minute)).toBe(false);
});

test('conditions read as people say them', () => {
  expect(thresholdText(alarmPresets.no_submissions.condition).message).toBe('below 1 within 1 d');
  expect(thresholdText(alarmPresets.many_overrides.condition).message).toBe('above 40 % within 1 d');
  expect(thresholdText(alarmPresets.callbacks_late.condition).message).toBe('above 1 h');
  expect(measureText('oldest_wait', 3_661).message).toBe('61 min');
  expect([0, 59, 60, 5_400, 7_300, 259_200].map(timeText)).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '90 min',
    '2 h',
    '3 d',
  ]);
});
