import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabelSchema } from '../../server/domain/label-schema.ts';
import { firstPolicy, unauditedStrata, type Policy } from '../../server/domain/policy.ts';
import { asAssigned, route, routingFaults, type RoutingSubject } from '../../server/domain/routing.ts';
import { degrees } from '../../server/domain/words.ts';

const schema: LabelSchema = {
  kind: 'choice',
  classes: ['cat', 'dog', 'newt'].map((name) => ({
    name,
    title: name,
    color: '#000000',
    key: null,
    retired: name === 'newt',
  })),
};

const subject = (more: Partial<RoutingSubject> = {}): RoutingSubject => ({
  key: 'k',
  value: 'cat',
  confidence: 0.9,
  model: 'm@1',
  inputs: {},
  priority: 0,
  occurredAt: null,
  receivedAt: 1_000_000,
  ...asAssigned,
  ...more,
});

const under = (policy: Partial<Policy>, s: Partial<RoutingSubject> = {}) =>
  route({ ...firstPolicy, blindShare: 0, auditShare: 0, ...policy }, schema, 'seed', subject(s));

describe('the dial', () => {
  test('human_only and shadow: every item to a person, blind', () => {
    for (const degree of ['human_only', 'shadow'] as const)
      expect(under({ degree }, { confidence: 1 })).toMatchObject({
        destination: 'review',
        arm: 'blind',
        reviewProbability: 1,
        reviewed: true,
        reasons: ['degree'],
        threshold: null,
      });
  });

  test('assistance: every item to a person, with the suggestion but for the blind share', () => {
    expect(under({ degree: 'assistance' })).toMatchObject({ destination: 'review', arm: 'assisted' });
    expect(under({ degree: 'assistance', blindShare: 1 })).toMatchObject({
      destination: 'review',
      arm: 'blind',
    });
  });

  test('partial: at the threshold to the model, below it to a person', () => {
    const policy = { degree: 'partial', threshold: 0.9 } as const;
    expect(under(policy, { confidence: 0.9 })).toMatchObject({
      destination: 'auto',
      reasons: ['at_or_above_threshold'],
      threshold: 0.9,
      reviewed: false,
      arm: null,
    });
    expect(under(policy, { confidence: 0.8999 })).toMatchObject({
      destination: 'review',
      reasons: ['below_threshold'],
      arm: 'assisted',
      reviewProbability: 1,
    });
  });

  test('full: every value to the model, whatever its confidence', () => {
    expect(under({ degree: 'full' }, { confidence: 0 })).toMatchObject({
      destination: 'auto',
      reasons: ['degree'],
    });
  });

  test('an abstention, a missing confidence and a retired class go to a person', () => {
    for (const degree of ['partial', 'full'] as const) {
      expect(under({ degree }, { value: null })).toMatchObject({
        destination: 'review',
        reasons: ['no_value'],
        arm: 'blind',
      });
      expect(under({ degree }, { value: 'newt' })).toMatchObject({
        destination: 'review',
        reasons: ['retired_class'],
      });
    }
    expect(under({ degree: 'partial' }, { confidence: null })).toMatchObject({ reasons: ['no_confidence'] });
  });

  test('audits are always blind, with the audit share as their probability', () => {
    for (const degree of ['partial', 'full'] as const)
      expect(under({ degree, auditShare: 1 }, { confidence: 1 })).toMatchObject({
        destination: 'auto',
        reviewed: true,
        arm: 'blind',
        reviewProbability: 1,
        inspectors: 1,
      });
  });
});

describe('thresholds and rules', () => {
  test("a class's own threshold replaces the global one", () => {
    const policy = { degree: 'partial', threshold: 0.5, classThresholds: { dog: 0.99 } } as const;
    expect(under(policy, { value: 'dog' })).toMatchObject({ destination: 'review', threshold: 0.99 });
    expect(under(policy, { value: 'cat' })).toMatchObject({ destination: 'auto', threshold: 0.5 });
  });

  test('a class or an input named as something every object has is like any other', () => {
    const policy = { degree: 'partial', threshold: 0.5 } as const;
    expect(under(policy, { value: 'constructor', confidence: 0.4 })).toMatchObject({
      destination: 'review',
      threshold: 0.5,
    });
    const missing = { on: 'input', name: 'constructor', op: 'missing', value: null } as const;
    const rules: Policy['rules'] = [{ name: 'r', when: [missing], then: { priority: 9 } }];
    expect(under({ degree: 'assistance', rules }).rule).toBe('r');
  });

  test('the first rule that matches wins', () => {
    const rules: Policy['rules'] = [
      {
        name: 'dark',
        when: [{ on: 'input', name: 'brightness', op: 'lt', value: 0.2 }],
        then: { review: true },
      },
      {
        name: 'all',
        when: [{ on: 'confidence', op: 'gte', value: 0 }],
        then: { priority: 7, inspectors: 2 },
      },
    ];
    expect(
      under({ degree: 'partial', threshold: 0.5, rules }, { inputs: { brightness: 0.1 } }),
    ).toMatchObject({
      destination: 'review',
      rule: 'dark',
      reasons: ['rule'],
      priority: 0,
      inspectors: 1,
    });
    expect(under({ degree: 'assistance', rules }, { inputs: { brightness: 0.5 } })).toMatchObject({
      rule: 'all',
      priority: 7,
      inspectors: 2,
    });
  });

  test.each([
    [{ on: 'input', name: 'x', op: 'missing', value: null }, {}, true],
    [{ on: 'input', name: 'x', op: 'missing', value: null }, { inputs: { x: 1 } }, false],
    [{ on: 'input', name: 'x', op: 'in', value: ['a', 'b'] }, { inputs: { x: 'b' } }, true],
    [{ on: 'input', name: 'x', op: 'eq', value: 'a' }, { inputs: { x: 'a' } }, true],
    [{ on: 'input', name: 'x', op: 'ne', value: 'a' }, { inputs: { x: 'a' } }, false],
    [{ on: 'input', name: 'x', op: 'gt', value: 3 }, { inputs: { x: 'text' } }, false],
    [{ on: 'input', name: 'x', op: 'lte', value: 3 }, { inputs: { x: 3 } }, true],
    [{ on: 'class', in: ['cat'] }, {}, true],
    [{ on: 'model', in: ['m@2'] }, {}, false],
    [{ on: 'age', op: 'gte', seconds: 60 }, { occurredAt: 940_000 }, true],
    [{ on: 'age', op: 'lt', seconds: 60 }, {}, false],
  ] as const)('condition %j on %j: %s', (condition, s, expected) => {
    const rule = {
      name: 'r',
      when: [condition],
      then: { priority: 9 },
    } as unknown as Policy['rules'][number];
    expect(under({ degree: 'assistance', rules: [rule] }, s as Partial<RoutingSubject>).rule === 'r').toBe(
      expected,
    );
  });

  test('the higher of two priorities stands', () => {
    const rules: Policy['rules'] = [
      { name: 'r', when: [{ on: 'class', in: ['cat'] }], then: { priority: 3 } },
    ];
    expect(under({ rules }, { priority: 5 }).priority).toBe(5);
    expect(under({ rules }, { priority: 1 }).priority).toBe(3);
  });
});

const policies: fc.Arbitrary<Policy> = fc.record({
  degree: fc.constantFrom(...degrees),
  threshold: fc.double({ min: 0, max: 1, noNaN: true }),
  classThresholds: fc.constant({}),
  blindShare: fc.double({ min: 0, max: 1, noNaN: true }),
  auditShare: fc.double({ min: 0, max: 1, noNaN: true }),
  auditStrata: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('near', 'cats', 'new'),
      when: fc.constantFrom<Policy['auditStrata'][number]['when'][]>(
        [{ on: 'confidence', op: 'lt', value: 0.9 }],
        [{ on: 'class', in: ['cat'] }],
        [{ on: 'model', in: ['m@2'] }],
      ),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { selector: ({ name }) => name },
  ),
  rules: fc.constant<Policy['rules']>([]),
});
const subjects = fc.record({
  key: fc.string({ minLength: 1 }),
  value: fc.constantFrom('cat', 'dog', 'newt', null),
  confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  model: fc.constant('m@1'),
  inputs: fc.constant({}),
  priority: fc.nat(1000),
  occurredAt: fc.constant(null),
  receivedAt: fc.constant(0),
  fault: fc.constantFrom(null, null, ...routingFaults),
  disagreementShare: fc.constantFrom(0, 0, 0.3, 1),
});

describe('every routing', () => {
  test('promise 5: every routing can be replayed: the same policy, seed and submission give the same routing', () => {
    fc.assert(
      fc.property(policies, subjects, fc.string(), (policy, s, seed) => {
        expect(route(policy, schema, seed, s)).toEqual(
          route(structuredClone(policy), schema, seed, structuredClone(s)),
        );
      }),
    );
  });

  test('promise 6: π is never zero for what is accepted automatically unless audits are off', () => {
    fc.assert(
      fc.property(policies, subjects, fc.string(), (policy, s, seed) => {
        const r = route(policy, schema, seed, s);
        const stratum = policy.auditStrata.find(({ name }) => name === r.stratum);
        const share = stratum?.share ?? policy.auditShare;
        expect(r.reviewProbability).toBe(r.destination === 'auto' ? Math.max(share, s.disagreementShare) : 1);
        expect(r.stratum === null || r.destination === 'auto').toBe(true);
        if (r.reviewProbability === 0) expect(unauditedStrata(policy)).toContain(r.stratum);
        expect(r.reviewed).toBe(r.arm !== null);
        expect(r.inspectors > 0).toBe(r.reviewed);
        if (r.destination === 'auto' && r.reviewed) expect(r.arm).toBe('blind');
      }),
    );
  });

  test('the first stratum that an accepted item matches gives its audit share, and the share of all the rest', () => {
    const auditStrata: Policy['auditStrata'] = [
      { name: 'near', when: [{ on: 'confidence', op: 'lt', value: 0.9 }], share: 0.5 },
      { name: 'cats', when: [{ on: 'class', in: ['cat'] }], share: 0.2 },
    ];
    const at = (confidence: number, value: string) => {
      const { stratum, reviewProbability } = under(
        { degree: 'full', auditShare: 0.01, auditStrata },
        { confidence, value },
      );
      return [stratum, reviewProbability];
    };
    expect(at(0.89, 'cat')).toEqual(['near', 0.5]);
    expect(at(0.9, 'cat')).toEqual(['cats', 0.2]);
    expect(at(0.9, 'dog')).toEqual([null, 0.01]);
    expect(under({ degree: 'human_only', auditStrata }, { confidence: 0.1 }).stratum).toBeNull();
  });

  test('raising the audit share only adds audits', () => {
    fc.assert(
      fc.property(
        subjects,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (s, a, b) => {
          const all = { name: 'all', when: [{ on: 'confidence' as const, op: 'gte' as const, value: 0 }] };
          const at = (share: number) => [
            route({ ...firstPolicy, degree: 'full', auditShare: share }, schema, 'x', s),
            route({ ...firstPolicy, degree: 'full', auditStrata: [{ ...all, share }] }, schema, 'x', s),
          ];
          const more = at(Math.max(a, b));
          at(Math.min(a, b)).forEach(({ reviewed }, i) => {
            if (reviewed) expect(more[i]?.reviewed).toBe(true);
          });
        },
      ),
    );
  });

  test('the audited share comes near the share asked for', () => {
    const audited = Array.from({ length: 5_000 }, (_, i) =>
      route({ ...firstPolicy, degree: 'full', auditShare: 0.05 }, schema, 'x', subject({ key: `k${i}` })),
    ).filter((r) => r.reviewed).length;
    expect(audited).toBeGreaterThan(190);
    expect(audited).toBeLessThan(310);
  });
});
