import { t } from '@lingui/core/macro';
import type { Policy } from '../../../server/domain/policy.ts';

/** A draft carried over to another revision, and the parts that both sides had changed, where the draft's is kept. */
export type Rebased = { policy: Policy; overlaps: string[] };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Carries the changes that `mine` makes to `base` over to `theirs`, another successor of `base`: what only one side
 * changed is taken from that side, and what both changed differently from mine.
 */
export const rebasePolicy = (base: Policy, mine: Policy, theirs: Policy): Rebased => {
  const overlaps: string[] = [];
  const pick = <T>(name: string, was: T, my: T, their: T): T => {
    if (same(my, was)) return their;
    if (!same(their, was) && !same(their, my)) overlaps.push(name);
    return my;
  };
  const names = new Set([base, mine, theirs].flatMap((policy) => Object.keys(policy.classThresholds)));
  const classThresholds: Record<string, number> = {};
  for (const name of [...names].sort()) {
    const picked = pick(
      t`the threshold for “${name}”`,
      base.classThresholds[name],
      mine.classThresholds[name],
      theirs.classThresholds[name],
    );
    if (picked !== undefined) classThresholds[name] = picked;
  }
  const dueMinutes = pick(t`the due time`, base.dueMinutes, mine.dueMinutes, theirs.dueMinutes);
  const raiseAfter = pick(t`when priority is raised`, base.raiseAfter, mine.raiseAfter, theirs.raiseAfter);
  const inspectors = pick(t`how many inspectors judge`, base.inspectors, mine.inspectors, theirs.inspectors);
  const consensus = pick(t`the rule for consensus`, base.consensus, mine.consensus, theirs.consensus);
  const policy = {
    degree: pick(t`the degree of automation`, base.degree, mine.degree, theirs.degree),
    threshold: pick(t`the threshold`, base.threshold, mine.threshold, theirs.threshold),
    classThresholds,
    blindShare: pick(t`the blind share`, base.blindShare, mine.blindShare, theirs.blindShare),
    auditShare: pick(t`the audit share`, base.auditShare, mine.auditShare, theirs.auditShare),
    auditStrata: pick(t`the audit strata`, base.auditStrata, mine.auditStrata, theirs.auditStrata),
    ...(dueMinutes !== undefined && { dueMinutes }),
    ...(raiseAfter !== undefined && { raiseAfter }),
    rules: pick(t`the rules`, base.rules, mine.rules, theirs.rules),
    ...(inspectors === undefined ? {} : { inspectors }),
    ...(consensus === undefined ? {} : { consensus }),
  };
  return { policy, overlaps };
};
