import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rebasePolicy } from '../../client/features/policy/rebase.ts';
import { firstPolicy, type Policy } from '../../server/domain/policy.ts';
import { degrees } from '../../server/domain/words.ts';

const policy = (changes: Partial<Policy> = {}): Policy => ({ ...firstPolicy, ...changes });

describe('carrying a draft over to a revision that somebody else saved', () => {
  test('keeps what either side changed', () => {
    const { policy: merged, overlaps } = rebasePolicy(
      policy({ classThresholds: { '1': 0.9, '2': 0.9 } }),
      policy({ degree: 'partial', classThresholds: { '1': 0.8, '2': 0.9, '3': 0.7 } }),
      policy({ threshold: 0.99, classThresholds: { '1': 0.9 } }),
    );
    expect(merged).toEqual(
      policy({ degree: 'partial', threshold: 0.99, classThresholds: { '1': 0.8, '3': 0.7 } }),
    );
    expect(overlaps).toEqual([]);
  });

  test('keeps the draft where both sides changed the same part, and names it', () => {
    const { policy: merged, overlaps } = rebasePolicy(
      policy(),
      policy({ threshold: 0.9, auditShare: 0.1 }),
      policy({ threshold: 0.8, auditShare: 0.1 }),
    );
    expect(merged).toEqual(policy({ threshold: 0.9, auditShare: 0.1 }));
    expect(overlaps).toEqual(['the threshold']);
  });

  test('a draft without changes becomes the other revision, and another revision without changes leaves the draft', () => {
    const share = fc.constantFrom(0, 0.05, 1);
    const anyPolicy: fc.Arbitrary<Policy> = fc.record({
      degree: fc.constantFrom(...degrees),
      threshold: share,
      classThresholds: fc.dictionary(fc.constantFrom('1', '2'), share),
      blindShare: share,
      auditShare: share,
      auditStrata: share.map((s) => [
        { name: 'new', when: [{ on: 'model' as const, in: ['m@2'] }], share: s },
      ]),
      rules: fc.constant([]),
    });
    fc.assert(
      fc.property(anyPolicy, anyPolicy, (base, other) => {
        expect(rebasePolicy(base, base, other)).toEqual({ policy: { ...other }, overlaps: [] });
        expect(rebasePolicy(base, other, base)).toEqual({ policy: { ...other }, overlaps: [] });
        expect(rebasePolicy(base, other, other)).toEqual({ policy: { ...other }, overlaps: [] });
      }),
    );
  });
});
