import { t } from '@lingui/core/macro';
import type { AuditStratum, Condition, PolicyRule } from '../../../server/domain/policy.ts';
import {
  ruleWords,
  stratumEffect,
  stratumWords,
  thenWords,
  whenWords,
  type ClassTitle,
} from './policy-words.ts';

/** One difference between two policies, as a sentence. */
export type PolicyChange = { kind: 'added' | 'removed' | 'changed'; text: string };

export const changed = (text: string): PolicyChange => ({ kind: 'changed', text });

/** What stands in an ordered list of a policy, the first that matches being applied. */
type Member = { name: string; when: Condition[] };

/** How the members of a list are told. */
type List<T extends Member> = {
  noun: string;
  effect: (member: T) => string;
  words: (member: T, title: ClassTitle) => string;
};

export const ruleList: List<PolicyRule> = {
  noun: t`Rule`,
  effect: ({ then }) => thenWords(then),
  words: ruleWords,
};

export const stratumList: List<AuditStratum> = {
  noun: t`Audit stratum`,
  effect: stratumEffect,
  words: stratumWords,
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

const orderChanges = (noun: string, before: readonly string[], after: readonly string[]): PolicyChange[] => {
  const kept = keptOrder(before, after);
  return after.flatMap((name, i) => {
    if (kept.has(name)) return [];
    const previous = after[i - 1];
    return [
      changed(
        previous === undefined
          ? t`${noun} “${name}” moved to the top`
          : t`${noun} “${name}” moved after “${previous}”`,
      ),
    ];
  });
};

const sameConditions = (a: Member, b: Member): boolean => JSON.stringify(a.when) === JSON.stringify(b.when);

const memberChange = <T extends Member>(
  { noun, effect }: List<T>,
  from: T,
  to: T,
  title: ClassTitle,
): PolicyChange[] => {
  const [thenBefore, thenAfter] = [effect(from), effect(to)];
  const parts = [
    sameConditions(from, to)
      ? null
      : t`it applies if ${whenWords(to, title)} (it was: if ${whenWords(from, title)})`,
    thenBefore === thenAfter ? null : t`its effect is: ${thenAfter} (it was: ${thenBefore})`,
  ].filter((part) => part !== null);
  return parts.length > 0 ? [changed(t`${noun} “${to.name}” changed: ${parts.join('; ')}`)] : [];
};

/** What changes from one list to another, as sentences. */
export const listChanges = <T extends Member>(
  list: List<T>,
  before: readonly T[],
  after: readonly T[],
  title: ClassTitle,
): PolicyChange[] => {
  const { noun, effect, words } = list;
  const old = new Map(before.map((one) => [one.name, one]));
  const kept = new Map(after.map((one) => [one.name, one]));
  const gone = before.filter((one) => !kept.has(one.name));
  const came = after.filter((one) => !old.has(one.name));
  const renames = new Map<T, T>();
  for (const one of came) {
    const same = gone.find((g) => !renames.has(g) && sameConditions(g, one) && effect(g) === effect(one));
    if (same) renames.set(same, one);
  }
  const renamed = new Set(renames.values());
  const orderBefore = before.flatMap((one) => renames.get(one)?.name ?? (kept.has(one.name) ? one.name : []));
  const orderAfter = after.filter((one) => renamed.has(one) || old.has(one.name)).map((one) => one.name);
  return [
    ...gone
      .filter((one) => !renames.has(one))
      .map((one) => ({
        kind: 'removed' as const,
        text: t`${noun} “${one.name}” removed: ${words(one, title)}`,
      })),
    ...[...renames].map(([from, to]) => changed(t`${noun} “${from.name}” renamed “${to.name}”`)),
    ...after.flatMap((one) => {
      const from = old.get(one.name);
      return from ? memberChange(list, from, one, title) : [];
    }),
    ...came
      .filter((one) => !renamed.has(one))
      .map((one) => ({
        kind: 'added' as const,
        text: t`${noun} “${one.name}” added: ${words(one, title)}`,
      })),
    ...orderChanges(noun, orderBefore, orderAfter),
  ];
};
