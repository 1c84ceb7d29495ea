import { firstRaiseAfter } from '../../../server/domain/due.ts';
import type { Consensus } from '../../../server/domain/consensus.ts';
import type { Condition, InputOperator, Policy } from '../../../server/domain/policy.ts';
import type { Degree } from '../../../server/domain/words.ts';

/** What a number field holds while a person types: a number, or the text that is not one yet. */
export type Typed = number | string;

/** The parts of a condition while it is edited; those that its kind does not need are kept for a change of mind. */
export type DraftCondition = {
  id: string;
  on: Condition['on'];
  name: string;
  op: InputOperator;
  /** What the input is compared with: a number, a text, or true and false. */
  as: 'number' | 'text' | 'truth';
  number: Typed;
  text: string;
  truth: boolean;
  list: string[];
  classes: string[];
  models: string[];
  confidence: Typed;
  span: Typed;
  unit: SpanUnit;
};

export const spanUnits = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
export type SpanUnit = keyof typeof spanUnits;

/** A rule while it is edited. */
export type DraftRule = {
  id: string;
  name: string;
  when: DraftCondition[];
  review: boolean;
  /** Null: the rule leaves the priority alone. */
  priority: Typed | null;
  /** Null: as many as the policy says for all. */
  inspectors: Typed | null;
  /** Null: the rule leaves the due time alone. */
  dueMinutes: Typed | null;
  /** The skill that it asks for, by its group's name; null: none. */
  skill: string | null;
};

/** An audit stratum while it is edited. */
export type DraftStratum = { id: string; name: string; when: DraftCondition[]; share: Typed };

/** A policy while it is edited: like a policy, but its fields may hold what is not valid yet. */
export type DraftPolicy = {
  degree: Degree;
  threshold: Typed;
  classThresholds: { name: string; value: Typed }[];
  blindShare: Typed;
  auditShare: Typed;
  auditStrata: DraftStratum[];
  /** Null: reviews are never due. */
  dueMinutes: Typed | null;
  raiseAfter: Typed;
  rules: DraftRule[];
  inspectors: Typed;
  consensus: 'unanimous' | 'majority' | 'at_least';
  /** How many must agree where `consensus` is `at_least`; kept for a change of mind. */
  atLeast: Typed;
};

const emptyCondition = (): DraftCondition => ({
  id: crypto.randomUUID(),
  on: 'input',
  name: '',
  op: 'lt',
  as: 'number',
  number: '',
  text: '',
  truth: true,
  list: [],
  classes: [],
  models: [],
  confidence: 0.5,
  span: 1,
  unit: 'hours',
});

/** A condition that says nothing yet. */
export const newCondition = emptyCondition;

/** A rule that sends to a person, with one condition to fill in. */
export const newRule = (name: string): DraftRule => ({
  id: crypto.randomUUID(),
  name,
  when: [emptyCondition()],
  review: true,
  priority: null,
  inspectors: null,
  dueMinutes: null,
  skill: null,
});

/** A stratum with one condition begun; its share is one that shows errors soon. */
export const newStratum = (name: string, begun: Partial<DraftCondition>): DraftStratum => ({
  id: crypto.randomUUID(),
  name,
  when: [{ ...emptyCondition(), ...begun }],
  share: 0.2,
});

/** What a fraction is in the unit it is shown in, and back, without the dust of floating point. */
export const scaled = (value: Typed, factor: number): Typed =>
  typeof value === 'number' ? Number((value * factor).toFixed(6)) : value;

const largestUnit = (seconds: number): SpanUnit => {
  if (seconds > 0 && seconds % spanUnits.days === 0) return 'days';
  if (seconds > 0 && seconds % spanUnits.hours === 0) return 'hours';
  return seconds > 0 && seconds % spanUnits.minutes === 0 ? 'minutes' : 'seconds';
};

const draftOfInput = (c: Extract<Condition, { on: 'input' }>): Partial<DraftCondition> => {
  const { name, op, value } = c;
  if (Array.isArray(value)) {
    const as = value.length > 0 && value.every((v) => typeof v === 'number') ? 'number' : 'text';
    return { name, op, as, list: value.map(String) };
  }
  if (typeof value === 'boolean') return { name, op, as: 'truth', truth: value };
  if (typeof value === 'string') return { name, op, as: 'text', text: value };
  return value === null ? { name, op } : { name, op, number: value };
};

const draftOfCondition = (c: Condition): DraftCondition => {
  const empty = { ...emptyCondition(), on: c.on };
  switch (c.on) {
    case 'input':
      return { ...empty, ...draftOfInput(c) };
    case 'class':
      return { ...empty, classes: c.in };
    case 'model':
      return { ...empty, models: c.in };
    case 'confidence':
      return { ...empty, op: c.op, confidence: c.value };
    case 'age': {
      const unit = largestUnit(c.seconds);
      return { ...empty, op: c.op, unit, span: c.seconds / spanUnits[unit] };
    }
  }
};

const draftOfConsensus = (consensus: Consensus): Pick<DraftPolicy, 'consensus' | 'atLeast'> =>
  typeof consensus === 'string'
    ? { consensus, atLeast: 2 }
    : { consensus: 'at_least', atLeast: consensus.atLeast };

/** A policy made ready to be edited. */
export const draftOf = (policy: Policy): DraftPolicy => ({
  degree: policy.degree,
  threshold: policy.threshold,
  classThresholds: Object.entries(policy.classThresholds).map(([name, value]) => ({ name, value })),
  blindShare: policy.blindShare,
  auditShare: policy.auditShare,
  auditStrata: policy.auditStrata.map(({ name, when, share }) => ({
    id: crypto.randomUUID(),
    name,
    when: when.map(draftOfCondition),
    share,
  })),
  dueMinutes: policy.dueMinutes ?? null,
  raiseAfter: policy.raiseAfter ?? firstRaiseAfter,
  rules: policy.rules.map((rule) => ({
    id: crypto.randomUUID(),
    name: rule.name,
    when: rule.when.map(draftOfCondition),
    review: rule.then.review ?? false,
    priority: rule.then.priority ?? null,
    inspectors: rule.then.inspectors ?? null,
    dueMinutes: rule.then.dueMinutes ?? null,
    skill: rule.then.skill ?? null,
  })),
  inspectors: policy.inspectors ?? 1,
  ...draftOfConsensus(policy.consensus ?? 'unanimous'),
});
