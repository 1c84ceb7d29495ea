import { t } from '@lingui/core/macro';
import { consensusOf, inspectorsFor, type Policy } from '../../../server/domain/policy.ts';
import { degreeMeanings } from '../../ui/degrees.ts';
import { changed, listChanges, ruleList, stratumList, type PolicyChange } from './list-diff.ts';
import { consensusWords, dueWords, level, percent, type ClassTitle } from './policy-words.ts';

export type { PolicyChange } from './list-diff.ts';

/** How a number that can be raised and lowered is told of. */
type LevelWords = Record<'raised' | 'lowered', (from: string, to: string) => string>;

/** How a share is told of, which can be turned off and on besides. */
type ShareWords = LevelWords & { off: (from: string) => string; on: (to: string) => string };

const blindShareWords: ShareWords = {
  off: (from) => t`Blind share turned off (it was ${from})`,
  on: (to) => t`Blind share turned on at ${to}`,
  raised: (from, to) => t`Blind share raised from ${from} to ${to}`,
  lowered: (from, to) => t`Blind share lowered from ${from} to ${to}`,
};

const auditShareWords: ShareWords = {
  off: (from) => t`Audits turned off (they were ${from})`,
  on: (to) => t`Audits turned on at ${to}`,
  raised: (from, to) => t`Audits raised from ${from} to ${to}`,
  lowered: (from, to) => t`Audits lowered from ${from} to ${to}`,
};

const thresholdWords: LevelWords = {
  raised: (from, to) => t`Threshold raised from ${from} to ${to}`,
  lowered: (from, to) => t`Threshold lowered from ${from} to ${to}`,
};

const classThresholdWords = (name: string): LevelWords => ({
  raised: (from, to) => t`Threshold for “${name}” raised from ${from} to ${to}`,
  lowered: (from, to) => t`Threshold for “${name}” lowered from ${from} to ${to}`,
});

const moved = (from: number, to: number): keyof LevelWords => (to > from ? 'raised' : 'lowered');

const shareChange = (words: ShareWords, from: number, to: number): PolicyChange[] => {
  if (from === to) return [];
  if (to === 0) return [{ kind: 'removed', text: words.off(percent(from)) }];
  if (from === 0) return [{ kind: 'added', text: words.on(percent(to)) }];
  return [changed(words[moved(from, to)](percent(from), percent(to)))];
};

const classThresholdChanges = (before: Policy, after: Policy, title: ClassTitle): PolicyChange[] => {
  const names = [
    ...new Set([...Object.keys(before.classThresholds), ...Object.keys(after.classThresholds)]),
  ].sort();
  return names.flatMap((value): PolicyChange[] => {
    const [from, to] = [before.classThresholds[value], after.classThresholds[value]];
    const name = title(value);
    if (from === to) return [];
    if (to === undefined) {
      const was = level(from ?? 0);
      return [
        {
          kind: 'removed',
          text: t`Threshold for “${name}” of ${was} removed; it follows the threshold for all`,
        },
      ];
    }
    if (from === undefined) return [{ kind: 'added', text: t`Threshold for “${name}” set to ${level(to)}` }];
    return [changed(classThresholdWords(name)[moved(from, to)](level(from), level(to)))];
  });
};

const levelChanges = (before: Policy, after: Policy): PolicyChange[] => {
  const [from, to] = [dueWords(before), dueWords(after)];
  if (from === to) return [];
  if (to === null) return [{ kind: 'removed', text: t`Reviews are never due (they were ${from ?? ''})` }];
  if (from === null) return [{ kind: 'added', text: t`Reviews are ${to}` }];
  return [changed(t`Reviews: from ${from} to ${to}`)];
};

const inspectorsChanges = (before: Policy, after: Policy): PolicyChange[] => {
  const [from, to] = [inspectorsFor(before, null), inspectorsFor(after, null)];
  const [rule, next] = [consensusWords(consensusOf(before)), consensusWords(consensusOf(after))];
  return [
    ...(from === to ? [] : [changed(t`Inspectors for an item: from ${from} to ${to}`)]),
    ...(rule === next ? [] : [changed(t`Consensus: from ${rule} to ${next}`)]),
  ];
};

/** What changes from one policy to another, as sentences; empty where both do the same. */
export const diffPolicies = (before: Policy, after: Policy, title: ClassTitle): PolicyChange[] => {
  const changes: PolicyChange[] = [];
  if (before.degree !== after.degree)
    changes.push(
      changed(
        t`Degree of automation: from ${degreeMeanings[before.degree].title} to ${degreeMeanings[after.degree].title}`,
      ),
    );
  if (before.threshold !== after.threshold)
    changes.push(
      changed(
        thresholdWords[moved(before.threshold, after.threshold)](
          level(before.threshold),
          level(after.threshold),
        ),
      ),
    );
  return [
    ...changes,
    ...classThresholdChanges(before, after, title),
    ...shareChange(blindShareWords, before.blindShare, after.blindShare),
    ...shareChange(auditShareWords, before.auditShare, after.auditShare),
    ...inspectorsChanges(before, after),
    ...listChanges(stratumList, before.auditStrata, after.auditStrata, title),
    ...levelChanges(before, after),
    ...listChanges(ruleList, before.rules, after.rules, title),
  ];
};
