import { describe, expect, test } from 'vitest';
import { decisionBin, intakeMeasures } from '../../../server/domain/measures/changes.ts';
import { inputMeasures, type MonitoredInput } from '../../../server/domain/measures/inputs.ts';
import { suggestInputs } from '../../../server/domain/measures/suggest-inputs.ts';

const brightness: MonitoredInput = { name: 'brightness', type: 'number', low: 0, high: 1 };
const size: MonitoredInput = { name: 'size', type: 'number', low: null, high: 100 };
const line: MonitoredInput = { name: 'line', type: 'category', known: ['1', 'north'] };

const told = (changes: { metric: string; part: string; bin: string; n: number; sum: number }[]) =>
  changes.map(({ metric, part, bin, n, sum }) => `${metric} ${part} ${bin} ${n} ${sum}`);

describe('what a submission adds', () => {
  const taken = { modelVersionId: 'm', value: 'ok', confidence: 0.97, latencyMs: 2, inputs: { line: 1 } };

  test('is a class with its destination, a confidence, a latency, and each declared input', () => {
    const changes = intakeMeasures(taken, 'auto', [brightness, line]);
    expect(told(changes)).toEqual([
      'intake ok auto 1 0',
      'confidence  c42 1 0.97',
      'latency  249 1 2',
      'input brightness missing 1 0',
      'input line =1 1 0',
    ]);
    expect(new Set(changes.map(({ modelVersionId }) => modelVersionId))).toEqual(new Set(['m']));
  });

  test('is no more than the item where the model abstained and said nothing else', () => {
    const silent = { ...taken, value: null, confidence: null, latencyMs: null };
    expect(told(intakeMeasures(silent, 'review', []))).toEqual(['intake  review 1 0']);
  });
});

describe('what an input adds', () => {
  test.each([
    [brightness, 0.5, ['input brightness 0.02:25 1 0.5']],
    [brightness, 1.2, ['input brightness 0.02:60 1 1.2', 'outside brightness above 1 0']],
    [brightness, -3, ['input brightness 0.02:-25 1 -3', 'outside brightness below 1 0']],
    [brightness, null, ['input brightness missing 1 0']],
    [brightness, 'dark', ['input brightness missing 1 0']],
    [size, 2, ['input size 249 1 2']],
    [size, 128, ['input size 297 1 128', 'outside size above 1 0']],
    [line, 1, ['input line =1 1 0']],
    [line, 'north', ['input line =north 1 0']],
    [line, 'south', ['input line unseen 1 0']],
    [line, undefined, ['input line missing 1 0']],
  ])('of %j: %j', (input, value, expected) => expect(told(inputMeasures(input, value))).toEqual(expected));

  test('is proposed from what came in lately', () => {
    const latest = Array.from({ length: 100 }, (_, i) => ({
      brightness: 0.1 + i / 200,
      line: i % 3,
      camera: `c${i % 2}`,
      note: `text ${i}`,
      ...(i === 0 ? { empty: null, still: 7 } : {}),
    }));
    expect(suggestInputs(latest)).toEqual([
      { name: 'brightness', type: 'number', low: 0.05, high: 0.65 },
      { name: 'camera', type: 'category', known: ['c0', 'c1'] },
      { name: 'line', type: 'number', low: 0, high: 2.2 },
      { name: 'still', type: 'number', low: null, high: null },
    ]);
    expect(suggestInputs([])).toEqual([]);
  });
});

describe('a decision', () => {
  const answer = { kind: 'answer', purpose: 'review', arm: 'assisted', agreed: true } as const;
  test.each([
    [answer, 'agreed_assisted'],
    [{ ...answer, agreed: false }, 'differed_assisted'],
    [{ ...answer, arm: 'blind' as const }, 'agreed_blind'],
    [{ ...answer, purpose: 'audit' as const, arm: 'blind' as const, agreed: false }, 'differed_audit'],
    [{ ...answer, purpose: 'recheck' as const }, 'answered'],
    [{ ...answer, purpose: 'adjudication' as const }, 'answered'],
    [{ ...answer, agreed: null }, 'answered'],
    [{ ...answer, kind: 'skip' as const, agreed: null }, 'skip'],
    [{ ...answer, kind: 'escalation' as const, agreed: null }, 'escalation'],
  ])('%j is counted as %s', (decided, bin) => expect(decisionBin(decided)).toBe(bin));
});
