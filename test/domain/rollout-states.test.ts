import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReady, nextAction } from '../../server/domain/rollout/next-action.ts';
import type { Verdict, VerdictWord } from '../../server/domain/rollout/guardrails/verdict.ts';
import { proposedSettings, type RolloutSettings } from '../../server/domain/rollout/settings.ts';
import {
  act,
  drawnUp,
  isActive,
  possibleActions,
  rolloutActions,
  type RolloutAction,
  type RolloutPlace,
} from '../../server/domain/rollout/states.ts';

const minute = 60_000;
const hour = 60 * minute;

const settingsOf = fc
  .record({
    kind: fc.constantFrom('canary' as const, 'blue_green' as const),
    shadowFirst: fc.boolean(),
    steps: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }),
    advance: fc.constantFrom('automatic' as const, 'by_hand' as const),
    switchMinutes: fc.constantFrom(0, 30),
  })
  .map(({ steps, ...some }): RolloutSettings => ({
    ...proposedSettings,
    ...some,
    steps: steps.toSorted((a, b) => a - b).map((percent) => percent / 100),
  }));
const tries = fc.array(fc.tuple(fc.constantFrom(...rolloutActions), fc.integer({ min: 0, max: 200 })), {
  maxLength: 30,
});
const verdict = (word: VerdictWord): Verdict => ({
  guardrail: 'error',
  verdict: word,
  value: 0.1,
  n: 10,
  interval: { low: 0, high: 1 },
  limit: 0.1,
  missing: 0,
});

/** Goes through what was tried; gives every place with the action that led there. */
const walk = (settings: RolloutSettings, tried: [RolloutAction, number][]) => {
  let now = 0;
  let place = drawnUp(now);
  const way: { before: RolloutPlace; action: RolloutAction; place: RolloutPlace; now: number }[] = [];
  for (const [action, minutes] of tried) {
    now += minutes * minute;
    const next = act(place, action, settings, now);
    if (!next) continue;
    way.push({ before: place, action, place: next, now });
    place = next;
  }
  return { place, now, way };
};

describe('a rollout', () => {
  it('can be backed out of from wherever it has hold of its project, and then decides nothing', () => {
    fc.assert(
      fc.property(settingsOf, tries, (settings, tried) => {
        const { place, now } = walk(settings, tried);
        for (const action of ['roll_back', 'abort'] as const) {
          const out = act(place, action, settings, now);
          if (isActive(place.state)) expect(out?.share).toBe(0);
          if (out) expect(possibleActions(out, settings, now)).toEqual([]);
        }
      }),
    );
  });

  it('raises the share step by step, and is promoted only once all is the candidate’s', () => {
    fc.assert(
      fc.property(settingsOf, tries, (settings, tried) => {
        for (const { before, action, place } of walk(settings, tried).way) {
          expect(place.share).toBeGreaterThanOrEqual(0);
          expect(place.share).toBeLessThanOrEqual(1);
          if (action !== 'roll_back' && action !== 'abort')
            expect(place.share).toBeGreaterThanOrEqual(before.share);
          if (place.state === 'canary') expect(place.share).toBe(settings.steps[place.step]);
          if (place.state === 'shadow') expect(place.share).toBe(0);
          if (place.state === 'promoted') expect(before).toMatchObject({ state: 'promoting' });
          if (place.state === 'paused')
            expect(place).toMatchObject({ share: before.share, step: before.step });
        }
      }),
    );
  });

  it('is told without whatever else a rollout holds, which its start sets anew', () => {
    const held = { ...drawnUp(0), startedAt: null, liveId: null };
    expect(act(held, 'start', proposedSettings, hour)).toEqual({
      state: 'shadow',
      step: -1,
      share: 0,
      since: hour,
    });
  });

  it('goes on where it paused', () => {
    const canary: RolloutPlace = { state: 'canary', step: 2, share: 0.1, since: 0 };
    const paused = act(canary, 'pause', proposedSettings, hour);
    expect(paused).toEqual({ state: 'paused', step: 2, share: 0.1, since: hour });
    expect(paused && act(paused, 'advance', proposedSettings, hour)).toBeNull();
    expect(paused && act(paused, 'resume', proposedSettings, 2 * hour)).toEqual({
      ...canary,
      since: 2 * hour,
    });
  });

  it('brings back what was before also after the promotion, for a time', () => {
    const promoted: RolloutPlace = { state: 'promoted', step: 6, share: 1, since: 0 };
    const back = (now: number) => act(promoted, 'roll_back', proposedSettings, now);
    expect(back(72 * hour - 1)).toMatchObject({ state: 'rolled_back', share: 0 });
    expect(back(72 * hour)).toBeNull();
  });

  it('of both colours warms the new one up, and switches at once or evenly over a time', () => {
    const settings: RolloutSettings = { ...proposedSettings, kind: 'blue_green', switchMinutes: 60 };
    const warm = act(drawnUp(0), 'start', { ...settings, shadowFirst: false }, 0);
    expect(warm).toMatchObject({ state: 'shadow', share: 0 });
    if (!warm) return;
    expect(act(warm, 'advance', { ...settings, switchMinutes: 0 }, hour)).toMatchObject({ share: 1 });
    const switching = act(warm, 'advance', settings, hour);
    expect(switching).toMatchObject({ state: 'promoting', share: 0 });
    if (!switching) return;
    const half = act(switching, 'raise', settings, 1.5 * hour);
    expect(half).toMatchObject({ state: 'promoting', share: 0.5 });
    expect(half && act(half, 'advance', settings, 1.5 * hour)).toBeNull();
    expect(half && act(half, 'advance', settings, 2 * hour)).toMatchObject({ state: 'promoted', share: 1 });
  });
});

describe('by itself a rollout', () => {
  const words = fc.array(fc.constantFrom<VerdictWord>('pass', 'fail', 'inconclusive', 'no_data'), {
    maxLength: 4,
  });

  it('backs out when a guardrail fails, never goes on unless all pass, and never because time has passed', () => {
    fc.assert(
      fc.property(
        settingsOf,
        tries,
        words,
        fc.integer({ min: 0, max: 400 }),
        (settings, tried, said, hours) => {
          const { place, now } = walk(settings, tried);
          const verdicts = said.map(verdict);
          const later = now + hours * hour;
          const action = nextAction(place, verdicts, settings, later);
          if (!['shadow', 'canary', 'promoting'].includes(place.state)) {
            expect(action).toBeNull();
            return;
          }
          if (said.includes('fail')) expect(action).toBe('roll_back');
          if (action === 'advance' && place.state !== 'promoting') {
            expect(isReady(place, verdicts, settings, later)).toBe(true);
            expect(settings.advance).toBe('automatic');
            expect(said.length).toBeGreaterThan(0);
          }
          if (action === 'pause') expect(later - place.since).toBeGreaterThanOrEqual(168 * hour);
          if (action !== null) expect(rolloutActions).toContain(action);
        },
      ),
    );
  });

  it('asks a person when a step has come to nothing by its deadline', () => {
    const place: RolloutPlace = { state: 'canary', step: 0, share: 0.01, since: 0 };
    const settings: RolloutSettings = { ...proposedSettings, advance: 'automatic' };
    expect(nextAction(place, [verdict('no_data')], settings, 168 * hour - 1)).toBeNull();
    expect(nextAction(place, [verdict('no_data')], settings, 168 * hour)).toBe('pause');
    expect(nextAction(place, [verdict('inconclusive')], settings, 168 * hour)).toBe('pause');
    expect(nextAction(place, [verdict('pass')], settings, 59 * minute)).toBeNull();
    expect(nextAction(place, [verdict('pass')], settings, hour)).toBe('advance');
  });
});
