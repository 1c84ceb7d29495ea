import type { Consensus } from '../../../server/domain/consensus.ts';
import type { AuditStratum, Condition, InputOperator, PolicyRule } from '../../../server/domain/policy.ts';

/** How a class name is written for people. */
export type ClassTitle = (name: string) => string;

/** A share or probability in percent, without needless zeros: .05 -> "5 %". */
export const percent = (share: number): string => `${Number((share * 100).toFixed(4))} %`;

/** A confidence or threshold as it is compared: up to six decimals. */
export const level = (value: number): string => String(Number(value.toFixed(6)));

/** Names in a row, the last joined by "or". */
export const anyOf = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? 'nothing') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

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
  return `${Number(count.toFixed(3))} ${name}${count === 1 ? '' : 's'}`;
};

/** What an operator says between an input and a value. */
export const operatorWords: Record<InputOperator, string> = {
  lt: 'is below',
  lte: 'is at most',
  gt: 'is above',
  gte: 'is at least',
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
  missing: 'is missing',
};

const valueWords = (value: Extract<Condition, { on: 'input' }>['value']): string => {
  if (value === null) return '';
  if (Array.isArray(value))
    return ` ${anyOf(value.map((v) => (typeof v === 'string' ? `“${v}”` : String(v))))}`;
  return typeof value === 'string' ? ` “${value}”` : ` ${value}`;
};

/** One condition of a rule as a clause. */
export const conditionWords = (c: Condition, title: ClassTitle): string => {
  switch (c.on) {
    case 'input':
      return `${c.name} ${operatorWords[c.op]}${valueWords(c.value)}`;
    case 'class':
      return `the model says ${anyOf(c.in.map((name) => `“${title(name)}”`))}`;
    case 'confidence':
      return `confidence is ${c.op === 'lt' ? 'below' : 'at least'} ${level(c.value)}`;
    case 'model':
      return `the model is ${anyOf(c.in)}`;
    case 'age':
      return `it happened ${c.op === 'lt' ? 'less than' : 'at least'} ${span(c.seconds)} before it came in`;
  }
};

/** All conditions of a rule or stratum as one clause. */
export const whenWords = ({ when }: { when: readonly Condition[] }, title: ClassTitle): string =>
  when.map((c) => conditionWords(c, title)).join(' and ');

/** A clause as a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How many judge an item: "3 inspectors judge". */
export const inspectorsWords = (n: number): string =>
  n === 1 ? 'one inspector judges' : `${n} inspectors judge`;

/** When their answers are a consensus, as a clause. */
export const consensusWords = (consensus: Consensus): string => {
  if (consensus === 'unanimous') return 'where all agree';
  return consensus === 'majority'
    ? 'where more than half agree'
    : `where at least ${consensus.atLeast} agree`;
};

/** What a rule does as one clause. */
export const thenWords = (then: PolicyRule['then']): string => {
  const effects = [
    then.review ? 'a person reviews it' : null,
    then.priority === undefined ? null : `its priority is at least ${then.priority}`,
    then.inspectors === undefined ? null : `${inspectorsWords(then.inspectors)} it`,
  ].filter((effect) => effect !== null);
  return effects.length > 0 ? effects.join(', and ') : 'nothing changes';
};

/** A rule as one sentence. */
export const ruleWords = (rule: PolicyRule, title: ClassTitle): string =>
  `if ${whenWords(rule, title)}, then ${thenWords(rule.then)}`;

/** What becomes of an audit stratum as one clause. */
export const stratumEffect = ({ share }: Pick<AuditStratum, 'share'>): string =>
  share === 0 ? 'it is never audited' : `${percent(share)} of it is audited`;

/** An audit stratum as one sentence. */
export const stratumWords = (stratum: AuditStratum, title: ClassTitle): string =>
  `if ${whenWords(stratum, title)}, ${stratumEffect(stratum)}`;
