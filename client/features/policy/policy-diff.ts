import { consensusOf, inspectorsFor, type Policy } from '../../../server/domain/policy.ts';
import { degreeMeanings } from '../../ui/degrees.ts';
import { changed, listChanges, ruleList, stratumList, type PolicyChange } from './list-diff.ts';
import { consensusWords, level, percent, type ClassTitle } from './policy-words.ts';

export type { PolicyChange } from './list-diff.ts';

const moved = (from: number, to: number): string => (to > from ? 'raised' : 'lowered');

const shareChange = (name: string, from: number, to: number): PolicyChange[] => {
  if (from === to) return [];
  if (to === 0) return [{ kind: 'removed', text: `${name} turned off (it was ${percent(from)})` }];
  if (from === 0) return [{ kind: 'added', text: `${name} turned on at ${percent(to)}` }];
  return [changed(`${name} ${moved(from, to)} from ${percent(from)} to ${percent(to)}`)];
};

const classThresholdChanges = (before: Policy, after: Policy, title: ClassTitle): PolicyChange[] => {
  const names = [
    ...new Set([...Object.keys(before.classThresholds), ...Object.keys(after.classThresholds)]),
  ].sort();
  return names.flatMap((name): PolicyChange[] => {
    const [from, to] = [before.classThresholds[name], after.classThresholds[name]];
    const what = `Threshold for “${title(name)}”`;
    if (from === to) return [];
    if (to === undefined)
      return [
        { kind: 'removed', text: `${what} of ${level(from ?? 0)} removed; it follows the threshold for all` },
      ];
    if (from === undefined) return [{ kind: 'added', text: `${what} set to ${level(to)}` }];
    return [changed(`${what} ${moved(from, to)} from ${level(from)} to ${level(to)}`)];
  });
};

const inspectorsChanges = (before: Policy, after: Policy): PolicyChange[] => {
  const [from, to] = [inspectorsFor(before, null), inspectorsFor(after, null)];
  const [rule, next] = [consensusWords(consensusOf(before)), consensusWords(consensusOf(after))];
  return [
    ...(from === to ? [] : [changed(`Inspectors for an item: from ${from} to ${to}`)]),
    ...(rule === next ? [] : [changed(`Consensus: from ${rule} to ${next}`)]),
  ];
};

/** What changes from one policy to another, as sentences; empty where both do the same. */
export const diffPolicies = (before: Policy, after: Policy, title: ClassTitle): PolicyChange[] => {
  const changes: PolicyChange[] = [];
  if (before.degree !== after.degree)
    changes.push(
      changed(
        `Degree of automation: from ${degreeMeanings[before.degree].title} to ${degreeMeanings[after.degree].title}`,
      ),
    );
  if (before.threshold !== after.threshold)
    changes.push(
      changed(
        `Threshold ${moved(before.threshold, after.threshold)} from ${level(before.threshold)} to ${level(after.threshold)}`,
      ),
    );
  return [
    ...changes,
    ...classThresholdChanges(before, after, title),
    ...shareChange('Blind share', before.blindShare, after.blindShare),
    ...shareChange('Audits', before.auditShare, after.auditShare).map((c) => ({
      ...c,
      text: c.text.replace('(it was', '(they were'),
    })),
    ...inspectorsChanges(before, after),
    ...listChanges(stratumList, before.auditStrata, after.auditStrata, title),
    ...listChanges(ruleList, before.rules, after.rules, title),
  ];
};
