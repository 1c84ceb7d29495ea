import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffValues, valueText } from '../../client/features/audit-log/value-diff.ts';
import type { Json } from '../../server/domain/words.ts';

describe('the difference of two values in the audit log', () => {
  test.each<[string, Json, Json, unknown[]]>([
    ['a field', { a: 1, b: 2 }, { a: 1, b: 3 }, [{ path: 'b', before: 2, after: 3 }]],
    [
      'a field that came and one that went',
      { a: 1 },
      { b: { c: true } },
      [
        { path: 'b', before: undefined, after: { c: true } },
        { path: 'a', before: 1, after: undefined },
      ],
    ],
    ['something made', null, { name: 'Ada' }, [{ path: 'name', before: undefined, after: 'Ada' }]],
    ['something removed', { role: 'lead' }, null, [{ path: 'role', before: 'lead', after: undefined }]],
    ['a list of words', ['a', 'b'], ['a', 'c'], [{ path: '2', before: 'b', after: 'c' }]],
    [
      'a member of a list by its name',
      {
        classes: [
          { name: 'x', title: 'X' },
          { name: 'y', title: 'Y' },
        ],
      },
      {
        classes: [
          { name: 'y', title: 'Why' },
          { name: 'x', title: 'X' },
        ],
      },
      [{ path: 'classes.y.title', before: 'Y', after: 'Why' }],
    ],
    [
      'an order',
      { rules: [{ name: 'a' }, { name: 'b' }] },
      { rules: [{ name: 'b' }, { name: 'a' }] },
      [{ path: 'rules', before: [{ name: 'a' }, { name: 'b' }], after: [{ name: 'b' }, { name: 'a' }] }],
    ],
    ['a value of another kind', { a: 1 }, { a: [1] }, [{ path: 'a', before: 1, after: [1] }]],
    ['a list that became empty', { a: [1] }, { a: [] }, [{ path: 'a.1', before: 1, after: undefined }]],
    ['a list that was given', { a: null }, { a: [] }, [{ path: 'a', before: null, after: [] }]],
    ['nothing', { a: { b: [1] } }, { a: { b: [1] } }, []],
  ])('tells of %s', (_, before, after, expected) => {
    expect(diffValues(before, after)).toEqual(expected);
  });

  test('tells something exactly where the values differ, at places whose values differ', () => {
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>; // fast-check's JSON values are Json
    fc.assert(
      fc.property(value, value, (before, after) => {
        const changes = diffValues(before, after);
        expect(changes.length === 0).toBe(JSON.stringify(before) === JSON.stringify(after));
        for (const change of changes)
          expect(JSON.stringify(change.before)).not.toBe(JSON.stringify(change.after));
      }),
    );
  });

  test('a value is noted as a person would', () => {
    expect(
      valueText({ name: 'Dark', when: [{ on: 'input', in: ['a', 1] }], review: true, note: '', until: null }),
    ).toBe(
      [
        'name: Dark',
        'when:',
        '  1:',
        '    on: input',
        '    in: a, 1',
        'review: yes',
        'note: empty',
        'until: none',
      ].join('\n'),
    );
    expect([valueText([]), valueText({}), valueText({ a: {} }), valueText({ a: { b: 1 } })]).toEqual([
      'none',
      'none',
      'a: none',
      'a:\n  b: 1',
    ]);
  });
});
