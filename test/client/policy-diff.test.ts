import fc from 'fast-check';
import type { Consensus } from '../../server/domain/consensus.ts';
import { describe, expect, test } from 'vitest';
import { diffPolicies } from '../../client/features/policy/policy-diff.ts';
import { firstPolicy, type Policy, type PolicyRule } from '../../server/domain/policy.ts';
import { degrees } from '../../server/domain/words.ts';

const title = (name: string) => (name === '7' ? 'Seven' : name);

const policy = (changes: Partial<Policy> = {}): Policy => ({ ...firstPolicy, degree: 'partial', ...changes });

const rule = (name: string, changes: Partial<PolicyRule> = {}): PolicyRule => ({
  name,
  when: [{ on: 'input', name: 'brightness', op: 'lt', value: 40 }],
  then: { review: true },
  ...changes,
});

const texts = (before: Policy, after: Policy) =>
  diffPolicies(before, after, title).map((change) => change.text);

const stratum = (name: string, share: number): Policy['auditStrata'][number] => ({
  name,
  when: [{ on: 'class', in: ['7'] }],
  share,
});

describe('the difference of two policies in words', () => {
  test.each<[string, Policy, Policy, string[]]>([
    ['nothing', policy(), policy(), []],
    [
      'the degree',
      policy({ degree: 'human_only' }),
      policy(),
      ['Degree of automation: from Human only to Partial'],
    ],
    [
      'a raised threshold',
      policy({ threshold: 0.9 }),
      policy({ threshold: 0.955 }),
      ['Threshold raised from 0.9 to 0.955'],
    ],
    [
      'thresholds of classes',
      policy({ classThresholds: { '7': 0.9, '4': 0.99, '1': 0.5 } }),
      policy({ classThresholds: { '4': 0.95, '9': 0.8, '1': 0.5 } }),
      [
        'Threshold for “4” lowered from 0.99 to 0.95',
        'Threshold for “Seven” of 0.9 removed; it follows the threshold for all',
        'Threshold for “9” set to 0.8',
      ],
    ],
    [
      'shares',
      policy({ blindShare: 0.1, auditShare: 0.05 }),
      policy({ blindShare: 0.125, auditShare: 0 }),
      ['Blind share raised from 10 % to 12.5 %', 'Audits turned off (they were 5 %)'],
    ],
    [
      'audits turned on',
      policy({ auditShare: 0 }),
      policy({ auditShare: 0.01 }),
      ['Audits turned on at 1 %'],
    ],
    [
      'audit strata that came, changed and moved',
      policy({ auditStrata: [stratum('near', 0.2), stratum('new', 0.5)] }),
      policy({ auditStrata: [stratum('rare', 1), stratum('new', 0.5), stratum('near', 0)] }),
      [
        'Audit stratum “near” changed: its effect is: it is never audited (it was: 20 % of it is audited)',
        'Audit stratum “rare” added: if the model says “Seven”, 100 % of it is audited',
        'Audit stratum “near” moved after “new”',
      ],
    ],
    [
      'a rule that came and one that went',
      policy({ rules: [rule('dark')] }),
      policy({
        rules: [
          rule('old', {
            when: [
              { on: 'age', op: 'gte', seconds: 7200 },
              { on: 'class', in: ['7', '1'] },
            ],
            then: { priority: 50, inspectors: 2 },
          }),
        ],
      }),
      [
        'Rule “dark” removed: if brightness is below 40, then a person reviews it',
        'Rule “old” added: if it happened at least 2 hours before it came in and the model says “Seven” or “1”, ' +
          'then its priority is at least 50, and 2 inspectors judge it',
      ],
    ],
    [
      'a renamed rule',
      policy({ rules: [rule('dark')] }),
      policy({ rules: [rule('too dark')] }),
      ['Rule “dark” renamed “too dark”'],
    ],
    [
      'a rule with other conditions and another effect',
      policy({ rules: [rule('dark')] }),
      policy({
        rules: [rule('dark', { when: [{ on: 'confidence', op: 'lt', value: 0.6 }], then: { priority: 9 } })],
      }),
      [
        'Rule “dark” changed: it applies if confidence is below 0.6 (it was: if brightness is below 40); ' +
          'its effect is: its priority is at least 9 (it was: a person reviews it)',
      ],
    ],
    [
      'a rule moved to the top, and no other',
      policy({ rules: [rule('a'), rule('b'), rule('c')] }),
      policy({ rules: [rule('c'), rule('a'), rule('b')] }),
      ['Rule “c” moved to the top'],
    ],
    [
      'a rule moved down',
      policy({ rules: [rule('a'), rule('b'), rule('c')] }),
      policy({ rules: [rule('b'), rule('a'), rule('c')] }),
      ['Rule “a” moved after “b”'],
    ],
    [
      'an input compared with a text instead of a number',
      policy({ rules: [rule('line', { when: [{ on: 'input', name: 'line', op: 'eq', value: 3 }] })] }),
      policy({ rules: [rule('line', { when: [{ on: 'input', name: 'line', op: 'eq', value: '3' }] })] }),
      ['Rule “line” changed: it applies if line is “3” (it was: if line is 3)'],
    ],
  ])('tells of %s', (_, before, after, expected) => {
    expect(texts(before, after)).toEqual(expected);
  });

  test('a move of one rule is told as one move however many rules there are', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), (from, to) => {
        const order = names.toSpliced(from, 1).toSpliced(to, 0, names[from] ?? '');
        const told = texts(
          policy({ rules: names.map((n) => rule(n)) }),
          policy({ rules: order.map((n) => rule(n)) }),
        );
        expect(told).toHaveLength(from === to ? 0 : 1);
      }),
    );
  });

  test('two policies differ in words exactly where they differ', () => {
    const share = fc.constantFrom(0, 0.05, 0.5, 1);
    const rules = fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c', 'd'),
        when: fc.constantFrom<PolicyRule['when'][]>(
          [{ on: 'class', in: ['7'] }],
          [{ on: 'model', in: ['m@1'] }],
          [{ on: 'confidence', op: 'gte', value: 0.9 }],
        ),
        then: fc.constantFrom<PolicyRule['then'][]>({ review: true }, { priority: 3 }, { inspectors: 2 }),
      }),
      { selector: (r) => r.name },
    );
    const anyPolicy: fc.Arbitrary<Policy> = fc.record({
      degree: fc.constantFrom(...degrees),
      threshold: share,
      classThresholds: fc.dictionary(fc.constantFrom('1', '2'), share),
      blindShare: share,
      auditShare: share,
      auditStrata: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom('near', 'rare', 'new'),
          when: fc.constantFrom<PolicyRule['when'][]>(
            [{ on: 'class', in: ['7'] }],
            [{ on: 'model', in: ['m@1'] }],
          ),
          share,
        }),
        { selector: (s) => s.name },
      ),
      rules,
      inspectors: fc.constantFrom(1, 3),
      consensus: fc.constantFrom<Consensus>('unanimous', 'majority', { atLeast: 2 }),
    });
    fc.assert(
      fc.property(anyPolicy, anyPolicy, (before, after) => {
        expect(texts(before, before)).toEqual([]);
        const same = JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
        expect(texts(before, after).length === 0).toBe(same);
      }),
      { numRuns: 500 },
    );
  });
});

const sorted = (p: Policy): Policy => ({
  degree: p.degree,
  threshold: p.threshold,
  classThresholds: Object.fromEntries(
    Object.entries(p.classThresholds).sort(([a], [b]) => a.localeCompare(b)),
  ),
  blindShare: p.blindShare,
  auditShare: p.auditShare,
  auditStrata: p.auditStrata.map(({ name, when, share }) => ({ name, when, share })),
  rules: p.rules.map(({ name, when, then }) => ({ name, when, then })),
  inspectors: p.inspectors,
  consensus: p.consensus,
});
