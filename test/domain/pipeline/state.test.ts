import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstMoved, stepStanding, type StepRuns } from '../../../server/domain/pipeline/state.ts';
import { stepsTold } from '../../../server/domain/pipeline/standings.ts';
import { upTo } from '../../../server/domain/pipeline/steps.ts';
import { pipelines } from '../../support/pipelines.ts';

const runs = (...counts: readonly (readonly [ok: number, failed: number, missing: number])[]): StepRuns[] =>
  counts.map(([ok, failed, missing], at) => ({ at, ok, failed, missing }));

describe('a step', () => {
  test.each([
    ['of which nothing is known', runs(), 'not_enough', null],
    ['of few items', runs([10, 9, 0]), 'not_enough', null],
    ['that does its work', runs([30, 0, 0], [30, 2, 5]), 'ok', null],
    ['never heard from', runs([0, 0, 12], [0, 0, 12]), 'silent', 0],
    ['not heard from any more', runs([50, 0, 0], [50, 0, 0], [0, 0, 15], [0, 0, 15]), 'silent', 2],
    ['not heard from of a few items', runs([50, 0, 0], [0, 0, 19]), 'ok', null],
    ['that only a tenth of the items need', runs([10, 0, 90], [0, 0, 60]), 'ok', null],
    ['that only a tenth need, and none got', runs([10, 0, 90], [0, 0, 70]), 'silent', 1],
    ['that begins to fail', runs([100, 0, 0], [30, 20, 0], [10, 40, 0]), 'failing', 1],
    ['that failed once', runs([10, 40, 0], [100, 0, 0]), 'ok', null],
    ['that fails in too few runs to tell', runs([0, 49, 0]), 'ok', null],
  ])('%s', (_, counted, state, since) => expect(stepStanding(counted, [])).toEqual({ state, since }));

  test('stands as the worst that is the matter with it, since the first began', () => {
    const moved = { metric: 'loudness', standing: 'moved', since: 3 } as const;
    const drifting = { metric: 'pitch', standing: 'drifting', since: 1 } as const;
    expect(stepStanding(runs([50, 0, 0]), [moved])).toEqual({ state: 'moved', since: 3 });
    expect(stepStanding(runs([50, 0, 0]), [moved, drifting])).toEqual({ state: 'drifting', since: 1 });
    expect(stepStanding(runs([50, 0, 0], [50, 0, 0], [0, 0, 50]), [moved, drifting])).toEqual({
      state: 'silent',
      since: 1,
    });
  });
});

describe('the step that moved first', () => {
  const since = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null });

  test('leads to the step, is in trouble, and nothing on the way was so earlier', () => {
    fc.assert(
      fc.property(pipelines, fc.array(since, { minLength: 8, maxLength: 8 }), fc.nat(), (steps, drawn, k) => {
        const at = new Map(steps.map(({ name }, i) => [name, drawn[i] ?? null]));
        const name = steps[k % steps.length]?.name ?? '';
        for (const [asked, among] of [
          [name, upTo(steps, name)],
          [undefined, steps.map((step) => step.name)],
        ] as const) {
          const first = firstMoved(steps, at, asked);
          const troubled = among.filter((one) => (at.get(one) ?? null) !== null);
          if (first === null) {
            expect(troubled).toEqual([]);
            continue;
          }
          expect(first.since).toBe(Math.min(...troubled.map((one) => at.get(one) ?? Infinity)));
          // Of several that began together, the one that stands first.
          expect(first.step).toBe(troubled.find((one) => at.get(one) === first.since));
        }
      }),
    );
  });

  test('is told of each step from what was measured and what drifts', () => {
    const outcome = (part: string, bin: string, n: number, at: number) => ({
      metric: 'step' as const,
      modelVersionId: '',
      part,
      bin,
      n,
      sum: 0,
      at,
    });
    const pitch = { name: 'pitch', type: 'number', low: null, high: null } as const;
    const told = stepsTold(
      [
        { name: 'voice', after: [], metrics: [pitch] },
        { name: 'noise', after: [], metrics: [] },
        { name: 'words', after: ['voice'], metrics: [] },
      ],
      {
        outcomes: [
          ...['voice', 'noise', 'words'].map((part) => outcome(part, 'ok', 60, 5)),
          outcome('words', 'failed', 60, 9),
          outcome('noise', 'missing', 60, 7),
        ],
        latencies: [{ ...outcome('words', '249', 4, 0), metric: 'step_latency', sum: 8 }],
        drift: [
          { subject: 'input:voice.pitch', standing: 'stable', since: null },
          { subject: 'input:voice.pitch', standing: 'drifting', since: 8 },
          { subject: 'input:pitch', standing: 'drifting', since: 1 },
        ],
      },
    );
    expect(told.map(({ name, state, firstMoved: first }) => [name, state, first])).toEqual([
      ['voice', 'drifting', { step: 'voice', since: 8 }],
      ['noise', 'silent', { step: 'noise', since: 7 }],
      ['words', 'failing', { step: 'voice', since: 8 }],
    ]);
    expect(told[2]).toMatchObject({ failed: { value: 0.5, n: 120 }, latencyP50: { n: 4 } });
    expect(told[0]?.moved).toEqual([{ metric: 'pitch', standing: 'drifting', since: 8 }]);
  });
});
