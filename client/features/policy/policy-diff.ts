import type { Policy, PolicyRule } from '../../../server/domain/policy.ts';
import { degreeMeanings } from '../../ui/degrees.ts';
import { level, percent, ruleWords, thenWords, whenWords, type ClassTitle } from './policy-words.ts';

/** One difference between two policies, as a sentence. */
export type PolicyChange = { kind: 'added' | 'removed' | 'changed'; text: string };

const changed = (text: string): PolicyChange => ({ kind: 'changed', text });

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

/** The names that keep their order: a longest common subsequence of two orders of the same names. */
const keptOrder = (before: readonly string[], after: readonly string[]): Set<string> => {
  const place = new Map(before.map((name, i) => [name, i]));
  // best[i]: the longest run of increasing old places that ends at after[i]
  const best: { length: number; previous: number }[] = [];
  after.forEach((name, i) => {
    let found = { length: 1, previous: -1 };
    for (let j = 0; j < i; j++) {
      const earlier = best[j];
      const rises = (place.get(after[j] ?? '') ?? 0) < (place.get(name) ?? 0);
      if (earlier && rises && earlier.length + 1 > found.length)
        found = { length: earlier.length + 1, previous: j };
    }
    best.push(found);
  });
  const kept = new Set<string>();
  let at = best.reduce((top, entry, i) => (entry.length > (best[top]?.length ?? 0) ? i : top), 0);
  while (at >= 0 && at < after.length) {
    kept.add(after[at] ?? '');
    at = best[at]?.previous ?? -1;
  }
  return kept;
};

const orderChanges = (before: readonly string[], after: readonly string[]): PolicyChange[] => {
  const kept = keptOrder(before, after);
  return after.flatMap((name, i) => {
    if (kept.has(name)) return [];
    const previous = after[i - 1];
    return [changed(`Rule “${name}” moved ${previous === undefined ? 'to the top' : `after “${previous}”`}`)];
  });
};

const sameConditions = (a: PolicyRule, b: PolicyRule): boolean =>
  JSON.stringify(a.when) === JSON.stringify(b.when);

const ruleChange = (from: PolicyRule, to: PolicyRule, title: ClassTitle): PolicyChange[] => {
  const [thenBefore, thenAfter] = [thenWords(from.then), thenWords(to.then)];
  const parts = [
    sameConditions(from, to)
      ? null
      : `it applies if ${whenWords(to, title)} (it was: if ${whenWords(from, title)})`,
    thenBefore === thenAfter ? null : `its effect is: ${thenAfter} (it was: ${thenBefore})`,
  ].filter((part) => part !== null);
  return parts.length > 0 ? [changed(`Rule “${to.name}” changed: ${parts.join('; ')}`)] : [];
};

const ruleChanges = (
  before: readonly PolicyRule[],
  after: readonly PolicyRule[],
  title: ClassTitle,
): PolicyChange[] => {
  const old = new Map(before.map((rule) => [rule.name, rule]));
  const kept = new Map(after.map((rule) => [rule.name, rule]));
  const gone = before.filter((rule) => !kept.has(rule.name));
  const came = after.filter((rule) => !old.has(rule.name));
  const renames = new Map<PolicyRule, PolicyRule>();
  for (const rule of came) {
    const same = gone.find(
      (g) => !renames.has(g) && sameConditions(g, rule) && thenWords(g.then) === thenWords(rule.then),
    );
    if (same) renames.set(same, rule);
  }
  const renamed = new Set(renames.values());
  const orderBefore = before.flatMap(
    (rule) => renames.get(rule)?.name ?? (kept.has(rule.name) ? rule.name : []),
  );
  const orderAfter = after.filter((rule) => renamed.has(rule) || old.has(rule.name)).map((rule) => rule.name);
  return [
    ...gone
      .filter((rule) => !renames.has(rule))
      .map((rule) => ({
        kind: 'removed' as const,
        text: `Rule “${rule.name}” removed: ${ruleWords(rule, title)}`,
      })),
    ...[...renames].map(([from, to]) => changed(`Rule “${from.name}” renamed “${to.name}”`)),
    ...after.flatMap((rule) => {
      const from = old.get(rule.name);
      return from ? ruleChange(from, rule, title) : [];
    }),
    ...came
      .filter((rule) => !renamed.has(rule))
      .map((rule) => ({
        kind: 'added' as const,
        text: `Rule “${rule.name}” added: ${ruleWords(rule, title)}`,
      })),
    ...orderChanges(orderBefore, orderAfter),
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
    ...ruleChanges(before.rules, after.rules, title),
  ];
};
