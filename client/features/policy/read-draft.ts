import { t } from '@lingui/core/macro';
import { policy as policyShape } from '../../../server/contract/policy.ts';
import { firstRaiseAfter } from '../../../server/domain/due.ts';
import type { Policy, PolicyRule } from '../../../server/domain/policy.ts';
import { spanUnits, type DraftCondition, type DraftPolicy, type DraftRule } from './draft.ts';

const comparedWith = (c: DraftCondition): unknown => {
  if (c.op === 'missing') return null;
  if (c.op === 'in') return c.as === 'number' ? c.list.map((v) => (v.trim() === '' ? v : Number(v))) : c.list;
  if (c.op === 'eq' || c.op === 'ne') return { number: c.number, text: c.text, truth: c.truth }[c.as];
  return c.number;
};

/** What the condition says, in the contract's shape but not yet checked against it. */
const conditionOf = (c: DraftCondition): unknown => {
  const op = c.op === 'lt' ? 'lt' : 'gte';
  switch (c.on) {
    case 'input':
      return { on: 'input', name: c.name, op: c.op, value: comparedWith(c) };
    case 'class':
      return { on: 'class', in: c.classes };
    case 'model':
      return { on: 'model', in: c.models };
    case 'confidence':
      return { on: 'confidence', op, value: c.confidence };
    case 'age':
      return { on: 'age', op, seconds: typeof c.span === 'number' ? c.span * spanUnits[c.unit] : c.span };
  }
};

const effectsOf = (rule: DraftRule): { [K in keyof PolicyRule['then']]: unknown } => ({
  ...(rule.review ? { review: true } : {}),
  ...(rule.priority === null ? {} : { priority: rule.priority }),
  ...(rule.inspectors === null ? {} : { inspectors: rule.inspectors }),
  ...(rule.dueMinutes === null ? {} : { dueMinutes: rule.dueMinutes }),
  ...(rule.skill === null ? {} : { skill: rule.skill }),
});

const ruleOf = (rule: DraftRule): unknown => ({
  name: rule.name,
  when: rule.when.map(conditionOf),
  then: effectsOf(rule),
});

/** The rule that a draft says; null while it is not valid yet. */
export const readRule = (rule: DraftRule): PolicyRule | null =>
  policyShape.shape.rules.element.safeParse(ruleOf(rule)).data ?? null;

/** What is wrong with a draft: the path of each field, joined by dots, with what to tell about it. */
export type DraftFaults = ReadonlyMap<string, string>;

/** What is asked for where a field is empty, of the wrong type or out of range; by the field's name. */
const wanted: Record<string, string> = {
  threshold: t`Give a number from 0 to 1`,
  blindShare: t`Give a share from 0 to 100 %`,
  auditShare: t`Give a share from 0 to 100 %`,
  share: t`Give a share from 0 to 100 %`,
  name: t`Give a name`,
  in: t`Choose at least one`,
  seconds: t`Give a number, 0 or more`,
  value: t`Give a value`,
  inspectors: t`Give a whole number from 1 to 9`,
  consensus: t`Give a whole number from 1 to 9`,
  atLeast: t`Give a whole number from 1 to 9`,
  priority: t`Give a whole number from 0 to 1000`,
  dueMinutes: t`Give a whole number of minutes, 30 days at most`,
  raiseAfter: t`Give a share from 10 to 100 %`,
  when: t`Add a condition`,
  then: t`Choose what the rule does`,
};

const messageOf = (path: readonly PropertyKey[], code: string | undefined, message: string): string => {
  if (path[0] === 'classThresholds') return t`Give a number from 0 to 1`;
  const field = wanted[String(path.at(-1))];
  const asks =
    path.at(-1) === 'then' || code === 'invalid_type' || code === 'too_small' || code === 'too_big';
  return field !== undefined && (asks || code === 'invalid_union')
    ? field
    : message.charAt(0).toUpperCase() + message.slice(1);
};

const emptyLists = (draft: DraftPolicy): [string, string][] =>
  (['rules', 'auditStrata'] as const).flatMap((list) =>
    draft[list].flatMap(({ when }, r) =>
      when.flatMap((c, i): [string, string][] =>
        c.on === 'input' && c.op === 'in' && c.list.length === 0
          ? [[`${list}.${r}.when.${i}.value`, t`Give a value`]]
          : [],
      ),
    ),
  );

/** The due time, and when priority is raised where that is not as in every policy. */
const levelOf = ({ dueMinutes, raiseAfter }: DraftPolicy) => ({
  ...(dueMinutes === null ? {} : { dueMinutes }),
  ...(raiseAfter === firstRaiseAfter ? {} : { raiseAfter }),
});

const consensusOf = ({ consensus, atLeast }: DraftPolicy): unknown =>
  consensus === 'at_least' ? { atLeast } : consensus;

/** Reads a draft as the contract does: the policy that it says, or what is wrong with which field. */
export const readDraft = (draft: DraftPolicy): { policy: Policy | null; faults: DraftFaults } => {
  const read = policyShape.safeParse({
    degree: draft.degree,
    threshold: draft.threshold,
    classThresholds: Object.fromEntries(draft.classThresholds.map(({ name, value }) => [name, value])),
    blindShare: draft.blindShare,
    auditShare: draft.auditShare,
    auditStrata: draft.auditStrata.map(({ name, when, share }) => ({
      name,
      when: when.map(conditionOf),
      share,
    })),
    ...levelOf(draft),
    rules: draft.rules.map(ruleOf),
    // What is as if it were not said is left unsaid.
    ...(draft.inspectors === 1 ? {} : { inspectors: draft.inspectors }),
    ...(draft.consensus === 'unanimous' ? {} : { consensus: consensusOf(draft) }),
  });
  const faults: DraftFaults = new Map([
    ...(read.error?.issues ?? []).map(
      ({ path, code, message }) => [path.join('.'), messageOf(path, code, message)] as const,
    ),
    ...emptyLists(draft),
  ]);
  return { policy: read.success && faults.size === 0 ? read.data : null, faults };
};
