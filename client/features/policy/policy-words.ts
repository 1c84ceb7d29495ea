import { plural, t } from '@lingui/core/macro';
import { locale } from '../../ui/locale.ts';
import type { Consensus } from '../../../server/domain/consensus.ts';
import { firstRaiseAfter } from '../../../server/domain/due.ts';
import type {
  AuditStratum,
  Condition,
  InputOperator,
  Policy,
  PolicyRule,
} from '../../../server/domain/policy.ts';
import { allOf } from '../../ui/all-of.ts';
import { plainText } from '../../ui/decimal-text.ts';
import { quoted } from '../../ui/quoted.ts';

/** How a class name is written for people. */
export type ClassTitle = (name: string) => string;

/** A share or probability in percent, without needless zeros: .05 -> "5 %". */
export const percent = (share: number): string => `${plainText(share * 100, 4)} %`;

/** A confidence or threshold as it is compared: up to six decimals. */
export const level = (value: number): string => plainText(value, 6);

const list = new Intl.ListFormat(locale, { type: 'disjunction' });

/** Names in a row, the last joined by "or". */
export const anyOf = (names: readonly string[]): string =>
  names.length === 0 ? t`nothing` : list.format(names);

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A span in its largest whole unit: 7200 -> "2 hours". */
export const span = (seconds: number): string => {
  const [name, size] = units.find(([, length]) => seconds >= length && seconds % length === 0) ?? [
    'second',
    1,
  ];
  const count = seconds / size;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(count);
};

/** What an operator says between an input and a value. */
export const operatorWords: Record<InputOperator, string> = {
  lt: t`is below`,
  lte: t`is at most`,
  gt: t`is above`,
  gte: t`is at least`,
  eq: t`is`,
  ne: t`is not`,
  in: t`is one of`,
  missing: t`is missing`,
};

/** The words of a truth value. */
export const truthWords = { true: t`true`, false: t`false` } as const;

const oneValue = (value: string | number | boolean): string => {
  if (typeof value === 'string') return quoted(value);
  return typeof value === 'number' ? plainText(value) : truthWords[`${value}`];
};

const valueWords = (value: Extract<Condition, { on: 'input' }>['value']): string => {
  if (value === null) return '';
  return Array.isArray(value) ? anyOf(value.map(oneValue)) : oneValue(value);
};

/** An input's condition as a clause. */
const inputWords: Record<InputOperator, (name: string, value: string) => string> = {
  lt: (name, value) => t`${name} is below ${value}`,
  lte: (name, value) => t`${name} is at most ${value}`,
  gt: (name, value) => t`${name} is above ${value}`,
  gte: (name, value) => t`${name} is at least ${value}`,
  eq: (name, value) => t`${name} is ${value}`,
  ne: (name, value) => t`${name} is not ${value}`,
  in: (name, value) => t`${name} is one of ${value}`,
  missing: (name) => t`${name} is missing`,
};

/** One condition of a rule as a clause. */
export const conditionWords = (c: Condition, title: ClassTitle): string => {
  switch (c.on) {
    case 'input':
      return inputWords[c.op](c.name, valueWords(c.value));
    case 'class':
      return t`the model says ${anyOf(c.in.map((name) => quoted(title(name))))}`;
    case 'confidence':
      return c.op === 'lt'
        ? t`confidence is below ${level(c.value)}`
        : t`confidence is at least ${level(c.value)}`;
    case 'model':
      return t`the model is ${anyOf(c.in)}`;
    case 'age':
      return c.op === 'lt'
        ? t`it happened less than ${span(c.seconds)} before it came in`
        : t`it happened at least ${span(c.seconds)} before it came in`;
  }
};

/** All conditions of a rule or stratum as one clause. */
export const whenWords = ({ when }: { when: readonly Condition[] }, title: ClassTitle): string =>
  allOf(when.map((c) => conditionWords(c, title)));

/** A clause as a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How many judge an item: "3 inspectors judge". */
export const inspectorsWords = (n: number): string =>
  plural(n, { one: 'one inspector judges', other: '# inspectors judge' });

/** When their answers are a consensus, as a clause. */
export const consensusWords = (consensus: Consensus): string => {
  if (consensus === 'unanimous') return t`where all agree`;
  return consensus === 'majority'
    ? t`where more than half agree`
    : t`where at least ${consensus.atLeast} agree`;
};

/** What a rule does as one clause. */
export const thenWords = (then: PolicyRule['then']): string => {
  const effects = [
    then.review ? t`a person reviews it` : null,
    then.priority === undefined ? null : t`its priority is at least ${then.priority}`,
    then.inspectors === undefined
      ? null
      : plural(then.inspectors, { one: 'one inspector judges it', other: '# inspectors judge it' }),
    then.dueMinutes === undefined ? null : t`its reviews are due within ${span(then.dueMinutes * 60)}`,
    then.skill === undefined ? null : t`whoever reviews it needs the skill “${then.skill}”`,
  ].filter((effect) => effect !== null);
  return effects.length > 0
    ? effects.reduce((before, next) => t`${before}, and ${next}`)
    : t`nothing changes`;
};

/** A rule as one sentence. */
export const ruleWords = (rule: PolicyRule, title: ClassTitle): string =>
  t`if ${whenWords(rule, title)}, then ${thenWords(rule.then)}`;

/** What becomes of an audit stratum as one clause. */
export const stratumEffect = ({ share }: Pick<AuditStratum, 'share'>): string =>
  share === 0 ? t`it is never audited` : t`${percent(share)} of it is audited`;

/** An audit stratum as one sentence. */
export const stratumWords = (stratum: AuditStratum, title: ClassTitle): string =>
  t`if ${whenWords(stratum, title)}, ${stratumEffect(stratum)}`;

/** The service level of a policy: "due within 30 minutes, raised after 75 % of that"; null: none. */
export const dueWords = ({ dueMinutes, raiseAfter = firstRaiseAfter }: Policy): string | null =>
  dueMinutes === undefined
    ? null
    : t`due within ${span(dueMinutes * 60)}, raised after ${percent(raiseAfter)} of that`;
