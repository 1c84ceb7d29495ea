import { describe, expect, test } from 'vitest';
import {
  byInput,
  byRule,
  byTitle,
  sliceTitle,
  worstFirst,
} from '../../client/features/evidence/slice-words.ts';
import type { EvidenceSlice } from '../../server/features/evidence/contract.ts';

describe('a slice in words', () => {
  test.each([
    [{ kind: 'value', value: 3 }, '3'],
    [{ kind: 'value', value: 'line 3' }, 'line 3'],
    [{ kind: 'value', value: '' }, 'Empty text'],
    [{ kind: 'value', value: false }, 'false'],
    [{ kind: 'range', low: null, high: 0.22 }, 'Below 0.22'],
    [{ kind: 'range', low: 0.22, high: 0.32 }, '0.22 to below 0.32'],
    [{ kind: 'range', low: -1, high: null }, '-1 and above'],
    [{ kind: 'others', values: 1 }, '1 rarer value'],
    [{ kind: 'others', values: 14 }, '14 rarer values together'],
    [{ kind: 'missing' }, 'Not measured'],
  ] as const)('of %j is “%s”', (slice, title) => expect(sliceTitle(slice, byInput('line'))).toBe(title));

  test('is without a rule where none was applied', () =>
    expect(sliceTitle({ kind: 'missing' }, byRule)).toBe('No rule'));

  test('stands under the name of the input, whatever that is', () => {
    expect(byTitle(byInput('line'))).toBe('line');
    expect(byTitle(byInput('input:rule'))).toBe('input:rule');
    expect(byTitle(byRule)).toBe('Rule');
  });
});

test('the slice in which people agree least comes first, those with too few answers last, empty ones not at all', () => {
  const nothing = { k: 0, n: 0, low: null, high: null, isWeak: false };
  const slice = (value: string, k: number, n: number): EvidenceSlice => ({
    slice: { kind: 'value', value },
    agreement: { shadow: { ...nothing, k, n }, assisted: nothing, blind: nothing, audit: nothing },
  });
  const slices = [
    slice('good', 38, 40),
    slice('few', 1, 3),
    slice('bad', 300, 500),
    slice('none', 0, 0),
    slice('more', 10, 29),
  ];
  const names = worstFirst(slices, 'shadow').map((one) => one.slice.kind === 'value' && one.slice.value);
  expect(names).toEqual(['bad', 'good', 'more', 'few']);
  expect(worstFirst(slices, 'audit')).toEqual([]);
});
