import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firing, standingOf } from '../../../server/domain/retraining/standing.ts';
import { triggerNames } from '../../../server/domain/retraining/triggers/names.ts';
import {
  firstSettings,
  type RetrainingSettings,
  type TriggerSettings,
} from '../../../server/domain/retraining/triggers/settings.ts';
import type { RetrainingFacts } from '../../../server/domain/retraining/triggers/trigger.ts';

const day = 86_400_000;
const now = 100 * day;

const given = (triggers: Partial<TriggerSettings>, pauseHours = 24): RetrainingSettings => ({
  pauseHours,
  entersShadow: false,
  silentHours: 24,
  triggers: { ...firstSettings.triggers, ...triggers },
});
const quiet: RetrainingFacts = { newLabels: 5, accuracy: null, alarms: [], since: now - 3 * day };
const fires = (
  settings: RetrainingSettings,
  facts: Partial<RetrainingFacts> = {},
  cycles: { open?: boolean; lastRequestedAt?: number | null } = {},
) =>
  firing(
    settings,
    standingOf(settings, { ...quiet, ...facts }, { open: false, lastRequestedAt: null, ...cycles }, now),
  );

describe('a training is asked for', () => {
  it('by nothing unless somebody wants that', () => {
    const facts = { newLabels: 1e9, alarms: ['certificate'], since: 0 };
    expect(fires(firstSettings, facts)).toBeNull();
  });

  it('when people have given so many labels', () => {
    const settings = given({ new_labels: { on: true, atLeast: 10 } });
    expect(fires(settings, { newLabels: 9 })).toBeNull();
    expect(fires(settings, { newLabels: 10 })).toBe('new_labels');
  });

  it('when something has alarmed', () => {
    const settings = given({ alarm: { on: true } });
    expect(fires(settings)).toBeNull();
    expect(fires(settings, { alarms: ['certificate'] })).toBe('alarm');
  });

  it('when the accuracy is below a bound beyond chance, by enough answers', () => {
    const settings = given({ evidence: { on: true, below: 0.9, least: 100 } });
    const accuracy = { n: 100, value: 0.8, low: 0.71, high: 0.87 };
    expect(fires(settings)).toBeNull();
    expect(fires(settings, { accuracy })).toBe('evidence');
    expect(fires(settings, { accuracy: { ...accuracy, n: 99 } })).toBeNull();
    expect(fires(settings, { accuracy: { ...accuracy, high: 0.9 } })).toBeNull();
  });

  it('when so many days have passed', () => {
    const settings = given({ schedule: { on: true, days: 3 } });
    expect(fires(settings)).toBe('schedule');
    expect(fires(settings, { since: now - 3 * day + 1 })).toBeNull();
  });

  it('by the first that does, in their order', () => {
    const settings = given({ alarm: { on: true }, schedule: { on: true, days: 1 } });
    expect(fires(settings)).toBe('schedule');
    expect(fires(settings, { alarms: ['certificate'] })).toBe('alarm');
  });

  it('never while one is open, in the pause after one, or without a new label', () => {
    fc.assert(
      fc.property(
        fc.record({
          newLabels: fc.nat({ max: 20 }),
          open: fc.boolean(),
          ago: fc.option(fc.nat({ max: 4 * day }), { nil: null }),
          alarms: fc.constantFrom([], ['certificate']),
          pauseHours: fc.nat({ max: 100 }),
        }),
        ({ newLabels, open, ago, alarms, pauseHours }) => {
          const settings = given(
            {
              alarm: { on: true },
              new_labels: { on: true, atLeast: 10 },
              schedule: { on: true, days: 1 },
            },
            pauseHours,
          );
          const lastRequestedAt = ago === null ? null : now - ago;
          const isHeld = open || newLabels === 0 || (ago !== null && ago < pauseHours * 3_600_000);
          const cause = fires(settings, { newLabels, alarms }, { open, lastRequestedAt });
          if (isHeld) expect(cause).toBeNull();
          // The schedule is due at any rate.
          else expect(triggerNames).toContain(cause);
        },
      ),
    );
  });
});
