import { clopperPearson } from './statistics/intervals.ts';

/** Why a stratum's audits give cause for concern. */
export const auditAlarms = ['behind', 'off_plan'] as const;
export type AuditAlarm = (typeof auditAlarms)[number];

/**
 * Sums over items that were accepted automatically: how many (n), Σπ (planned), how many were drawn for an audit, how many
 * of those have a label that people gave (answered), and how many are in the middle of a disagreement (disputed).
 */
export type CoverageSums = { n: number; planned: number; drawn: number; answered: number; disputed: number };

/** What one item adds to the sums as it is accepted. */
export const acceptedCoverage = ({
  reviewProbability,
  reviewed,
}: {
  reviewProbability: number;
  reviewed: boolean;
}): CoverageSums => ({
  n: 1,
  planned: reviewProbability,
  drawn: reviewed ? 1 : 0,
  answered: 0,
  disputed: 0,
});

/** Whether an audited item has a label that people gave, and whether they are at odds over it. */
export type AuditStanding = { answered: boolean; disputed: boolean };

/** What an audit adds to the sums where its standing changes. */
export const auditedCoverage = (before: AuditStanding, after: AuditStanding): CoverageSums => ({
  n: 0,
  planned: 0,
  drawn: 0,
  answered: Number(after.answered) - Number(before.answered),
  disputed: Number(after.disputed) - Number(before.disputed),
});

/** Audits that should have an answer by now, and those that have. */
export type DueAudits = { due: number; answered: number };

/** The least share of the audits due lately that must be answered, and from how many on it is asked for. */
export const answeredShare = 0.9;
export const leastDue = 20;

/** How sure it must be that the draw did not do what was planned. */
const drawConfidence = 0.999;

/**
 * What is wrong with the audits of a stratum: `behind`, too few of those due lately were answered; `off_plan`, the share
 * that was drawn cannot be chance. With unequal π the number drawn varies less than a binomial one of the same mean, so
 * that the interval is wide enough.
 */
export const coverageAlarms = (
  { n, planned, drawn }: Pick<CoverageSums, 'n' | 'planned' | 'drawn'>,
  lately: DueAudits,
): AuditAlarm[] => {
  const { low, high } = clopperPearson(drawn, n, drawConfidence);
  const expected = planned / n;
  // π is a fraction, and sums of fractions carry some dust.
  const isOff = low !== null && (expected < low - 1e-9 || expected > high + 1e-9);
  const isBehind = lately.due >= leastDue && lately.answered < answeredShare * lately.due;
  return [...(isBehind ? ['behind' as const] : []), ...(isOff ? ['off_plan' as const] : [])];
};
