import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dueBy, dueTimes, longestDue } from '../../server/domain/due.ts';
import { firstPolicy, type Policy, type PolicyRule } from '../../server/domain/policy.ts';

const when: PolicyRule['when'] = [{ on: 'input', name: 'line', op: 'eq', value: 3 }];
const urgent: PolicyRule = { name: 'line 3', when, then: { dueMinutes: 10 } };
const policyOf = (more: Partial<Policy>): Policy => ({ ...firstPolicy, ...more });

describe('how long a review may take', () => {
  it('is what its rule says, or else the policy, or else as long as it takes', () => {
    const policy = policyOf({ dueMinutes: 60, rules: [urgent] });
    expect(dueBy(policy, urgent)).toMatchObject({ minutes: 10, raiseAfter: 0.75 });
    expect(dueBy(policy, { ...urgent, then: { priority: 5 } })).toMatchObject({ minutes: 60 });
    expect(dueBy({ ...policy, raiseAfter: 0.5 }, null)).toMatchObject({ minutes: 60, raiseAfter: 0.5 });
    expect(dueBy(policyOf({ rules: [urgent] }), null)).toBeNull();
  });

  it('is told to who judges blind only where no rule that looks at the model’s answer can make a difference', () => {
    const ofClass: PolicyRule = {
      name: 'rare',
      when: [{ on: 'class', in: ['rare'] }],
      then: { priority: 9 },
    };
    const told = (policy: Partial<Policy>) => dueBy(policyOf({ dueMinutes: 60, ...policy }), null)?.told;
    expect(told({})).toBe(true);
    expect(told({ rules: [urgent] })).toBe(true);
    expect(told({ rules: [ofClass] })).toBe(true);
    // The rule of the class comes first, and so keeps the other from applying.
    expect(told({ rules: [ofClass, urgent] })).toBe(false);
    const looks: PolicyRule['when'] = [
      { on: 'confidence', op: 'lt', value: 0.5 },
      { on: 'model', in: ['a@1'] },
    ];
    for (const look of looks) expect(told({ rules: [{ ...urgent, when: [look] }] })).toBe(false);
  });
});

test('what is due sooner stands before what is due later, and that before what never is and came at the same time', () => {
  const minutes = fc.integer({ min: 1, max: longestDue });
  fc.assert(
    fc.property(minutes, minutes, fc.nat(), (a, b, at) => {
      const of = (m: number) => dueTimes({ minutes: m, raiseAfter: 0.75, told: true }, at);
      expect(Math.sign(of(a).queueAt - of(b).queueAt)).toBe(Math.sign(a - b));
      expect(of(a).queueAt).toBeLessThanOrEqual(dueTimes(null, at).queueAt);
      expect(of(a).raiseAt).toBeLessThanOrEqual(of(a).dueAt ?? 0);
    }),
  );
});
