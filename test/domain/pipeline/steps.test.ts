import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepMeasures } from '../../../server/domain/pipeline/measures.ts';
import {
  mostStepMetrics,
  stepFaults,
  upTo,
  type PipelineStep,
  type StepReport,
} from '../../../server/domain/pipeline/steps.ts';
import { pipelines } from '../../support/pipelines.ts';

const step = (name: string, after: string[] = [], metrics: PipelineStep['metrics'] = []): PipelineStep => ({
  name,
  after,
  metrics,
});

describe('steps', () => {
  test.each<[string, PipelineStep[], string[]]>([
    ['in a row', [step('voice'), step('words', ['voice'])], []],
    ['of one name', [step('voice'), step('voice')], ['1.name']],
    ['after one that stands behind', [step('words', ['voice']), step('voice')], ['0.after.0']],
    ['after itself', [step('voice', ['voice'])], ['0.after.0']],
    ['after one twice', [step('voice'), step('words', ['voice', 'voice'])], ['1.after.1']],
  ])('%s', (_, steps, faults) => expect(stepFaults(steps).map(({ path }) => path.join('.'))).toEqual(faults));

  test('have so many metrics together, and no more', () => {
    const metrics = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ name: `m${i}`, type: 'category' as const, known: [] }));
    const with_ = (n: number) => stepFaults([step('a', [], metrics(20)), step('b', [], metrics(n))]);
    expect(with_(mostStepMetrics - 20)).toEqual([]);
    expect(with_(mostStepMetrics - 19)).toHaveLength(1);
  });

  test('lead to others: with a step come all that it takes its work from, in their order, and no more', () => {
    fc.assert(
      fc.property(pipelines, fc.nat(), (steps, k) => {
        expect(stepFaults(steps)).toEqual([]);
        const last = steps[k % steps.length];
        if (!last) return;
        const led = upTo(steps, last.name);
        expect(led.at(-1)).toBe(last.name);
        expect(led).toEqual(steps.map(({ name }) => name).filter((name) => led.includes(name)));
        for (const { name, after } of steps) {
          if (led.includes(name)) expect(led).toEqual(expect.arrayContaining(after));
          else
            expect(steps.filter((one) => led.includes(one.name)).flatMap((one) => one.after)).not.toContain(
              name,
            );
        }
      }),
    );
  });
});

describe('what a submission says of steps', () => {
  const loudness = { name: 'loudness', type: 'number', low: 0, high: 1 } as const;
  const declared = [step('voice', [], [loudness]), step('words', ['voice'])];
  const report = (more: Partial<StepReport> = {}): StepReport => ({
    output: null,
    metrics: {},
    latencyMs: null,
    error: null,
    ...more,
  });

  test.each<[string, Record<string, StepReport>, string[]]>([
    ['nothing', {}, ['step voice missing 1 0', 'step words missing 1 0']],
    [
      'a run of each',
      { voice: report({ metrics: { loudness: 0.5, other: 1 }, latencyMs: 2 }), words: report() },
      [
        'step voice ok 1 0',
        'step_latency voice 249 1 2',
        'step words ok 1 0',
        'input voice.loudness 0.02:25 1 0.5',
      ],
    ],
    [
      'a run that failed, whose metrics are not missed',
      { voice: report({ error: 'no microphone' }) },
      ['step voice failed 1 0', 'step words missing 1 0'],
    ],
    [
      'a run without its metric',
      { voice: report() },
      ['step voice ok 1 0', 'step words missing 1 0', 'input voice.loudness missing 1 0'],
    ],
  ])('%s', (_, reports, expected) =>
    expect(
      stepMeasures('m', reports, declared).map(
        ({ metric, part, bin, n, sum }) => `${metric} ${part} ${bin} ${n} ${sum}`,
      ),
    ).toEqual(expected),
  );
});
