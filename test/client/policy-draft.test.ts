import { describe, expect, test } from 'vitest';
import { draftOf, newCondition, newRule, type DraftCondition } from '../../client/features/policy/draft.ts';
import { readDraft } from '../../client/features/policy/read-draft.ts';
import { firstPolicy, type Policy } from '../../server/domain/policy.ts';

const everything: Policy = {
  degree: 'partial',
  threshold: 0.9,
  classThresholds: { '4': 0.99 },
  blindShare: 0.1,
  auditShare: 0.05,
  auditStrata: [
    { name: 'near the threshold', when: [{ on: 'confidence', op: 'lt', value: 0.95 }], share: 0.2 },
    { name: 'fours', when: [{ on: 'class', in: ['4'] }], share: 0 },
  ],
  rules: [
    {
      name: 'all kinds of conditions',
      when: [
        { on: 'input', name: 'brightness', op: 'lte', value: 40 },
        { on: 'input', name: 'line', op: 'in', value: ['A', 'B'] },
        { on: 'input', name: 'station', op: 'in', value: [1, 2] },
        { on: 'input', name: 'night', op: 'eq', value: false },
        { on: 'input', name: 'line', op: 'ne', value: 'C' },
        { on: 'input', name: 'humidity', op: 'missing', value: null },
        { on: 'class', in: ['4', '9'] },
        { on: 'confidence', op: 'gte', value: 0.5 },
        { on: 'model', in: ['digits@1'] },
        { on: 'age', op: 'gte', seconds: 5_400 },
      ],
      then: { review: true, priority: 20, inspectors: 2 },
    },
    { name: 'priority only', when: [{ on: 'age', op: 'lt', seconds: 0 }], then: { priority: 0 } },
  ],
  inspectors: 3,
  consensus: { atLeast: 2 },
};

const withCondition = (changes: Partial<DraftCondition>) => ({
  ...draftOf({ ...firstPolicy, degree: 'partial' }),
  rules: [{ ...newRule('a'), when: [{ ...newCondition(), ...changes }] }],
});

describe('a policy while it is edited', () => {
  test('is the same policy when nothing was touched', () => {
    expect(readDraft(draftOf(everything))).toEqual({ policy: everything, faults: new Map() });
  });

  test('names the field of what several inspectors are to come to', () => {
    const faulty = { ...draftOf(firstPolicy), inspectors: '', consensus: 'at_least' as const };
    const wanted = 'Give a whole number from 1 to 9';
    expect(Object.fromEntries(readDraft({ ...faulty, atLeast: '' }).faults)).toEqual({
      inspectors: wanted,
      consensus: wanted,
    });
    expect(readDraft({ ...faulty, atLeast: 12 }).faults.get('consensus.atLeast')).toBe(wanted);
  });

  test.each<[string, Partial<DraftCondition>, string, string]>([
    ['a number that is not there yet', { name: 'x', op: 'lt', number: '' }, 'value', 'Must be a number'],
    ['an input without a name', { name: ' ', op: 'lt', number: 1 }, 'name', 'Give a name'],
    ['a list without members', { name: 'x', op: 'in' }, 'value', 'Give a value'],
    [
      'a list of numbers with a word',
      { name: 'x', op: 'in', as: 'number', list: ['1', 'b'] },
      'value',
      'Give a value',
    ],
    ['no class', { on: 'class' }, 'in', 'Choose at least one'],
    ['an age without a span', { on: 'age', span: '' }, 'seconds', 'Give a number, 0 or more'],
    ['a confidence above 1', { on: 'confidence', confidence: 2 }, 'value', 'Give a value'],
  ])('names the field of %s', (_, condition, field, message) => {
    const read = readDraft(withCondition(condition));
    expect(read.policy).toBeNull();
    expect([...read.faults]).toEqual([[`rules.0.when.0.${field}`, message]]);
  });

  test('names a rule that does nothing, one without conditions, and one whose name stands twice', () => {
    const draft = {
      ...draftOf(firstPolicy),
      rules: [
        { ...newRule('a'), review: false, when: [{ ...newCondition(), name: 'x', number: 1 }] },
        { ...newRule('b'), when: [] },
      ],
    };
    expect([...readDraft(draft).faults]).toEqual([
      ['rules.0.then', 'Choose what the rule does'],
      ['rules.1.when', 'Add a condition'],
    ]);
    const twice = draftOf({ ...everything, rules: everything.rules.slice(1) });
    const [rule] = twice.rules;
    const read = readDraft({ ...twice, rules: rule ? [rule, { ...rule, id: 'other' }] : [] });
    expect([...read.faults]).toEqual([
      ['rules.1.name', '“priority only” stands twice'.replaceAll(/[“”]/g, '"')],
    ]);
  });

  test('names shares and thresholds that are missing or out of range', () => {
    const draft = {
      ...draftOf(firstPolicy),
      threshold: '',
      blindShare: 1.5,
      classThresholds: [{ name: '4', value: '' }],
    };
    expect(Object.fromEntries(readDraft(draft).faults)).toEqual({
      threshold: 'Give a number from 0 to 1',
      blindShare: 'Give a share from 0 to 100 %',
      'classThresholds.4': 'Give a number from 0 to 1',
    });
  });
});
