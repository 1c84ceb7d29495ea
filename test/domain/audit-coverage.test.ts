import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptedCoverage,
  auditedCoverage,
  coverageAlarms,
  type AuditStanding,
} from '../../server/domain/audit-coverage.ts';

const onTime = { due: 0, answered: 0 };
const alarms = (n: number, planned: number, drawn: number) => coverageAlarms({ n, planned, drawn }, onTime);

describe('what is wrong with audits', () => {
  test('nothing while nothing was accepted, or nothing is due', () => {
    expect(alarms(0, 0, 0)).toEqual([]);
    expect(alarms(1_000, 50, 50)).toEqual([]);
  });

  test.each([
    [19, 0, []],
    [20, 18, []],
    [20, 17, ['behind']],
    [1_000, 899, ['behind']],
    [1_000, 900, []],
  ])('of %i due lately %i are answered: %j', (due, answered, expected) => {
    expect(coverageAlarms({ n: due, planned: due, drawn: due }, { due, answered })).toEqual(expected);
  });

  test('the draw is off where what was drawn cannot be chance, to either side', () => {
    // The 99.9 % interval of a binomial count of 1,000 at 5 % is about 29 to 74.
    expect(alarms(1_000, 50, 32)).toEqual([]);
    expect(alarms(1_000, 50, 72)).toEqual([]);
    expect(alarms(1_000, 50, 25)).toEqual(['off_plan']);
    expect(alarms(1_000, 50, 80)).toEqual(['off_plan']);
    expect(alarms(10_000_000, 500_000, 500_000)).toEqual([]);
    expect(alarms(10_000_000, 500_000, 497_000)).toEqual(['off_plan']);
  });

  test('shares of nothing and of all leave no room for chance', () => {
    expect(alarms(100, 0, 0)).toEqual([]);
    expect(alarms(100, 0, 1)).toEqual(['off_plan']);
    expect(alarms(100, 100, 100)).toEqual([]);
    expect(alarms(100, 100, 99)).toEqual(['off_plan']);
  });
});

test('an audit’s way through its standings comes to what its last one is', () => {
  const standing = fc.constantFrom<AuditStanding>(
    { answered: false, disputed: false },
    { answered: false, disputed: true },
    { answered: true, disputed: false },
  );
  fc.assert(
    fc.property(fc.array(standing), (way) => {
      const sums = acceptedCoverage({ reviewProbability: 0.2, reviewed: true });
      let before: AuditStanding = { answered: false, disputed: false };
      for (const after of way) {
        const change = auditedCoverage(before, after);
        sums.answered += change.answered;
        sums.disputed += change.disputed;
        before = after;
      }
      const { answered, disputed } = before;
      expect(sums).toEqual({
        n: 1,
        planned: 0.2,
        drawn: 1,
        answered: Number(answered),
        disputed: Number(disputed),
      });
    }),
  );
});
