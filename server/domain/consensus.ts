import { answerIn, isAsked } from './form.ts';
import type { FormField } from './label-schema.ts';
import { total } from './statistics/total.ts';
import type { Json } from './words.ts';

/** Most inspectors that judge an item independently. */
export const mostInspectors = 9;

/**
 * How many of the answers that were asked for must agree with one another: all of them, more than half, or at least so many
 * (never fewer than more than half, so that no two groups can both be a consensus).
 */
export type Consensus = 'unanimous' | 'majority' | { atLeast: number };

/** How two answers to a question are compared: how alike they are, from 0 to 1, and from what on they agree. */
export type Likeness = { compare: (a: Json, b: Json) => number; agreesFrom: number };

/**
 * What answers come to. `agreed`: whatever further ones say; `open`: it takes more of them; `disputed`: no further ones can
 * make it a consensus. Of a form, `fields` names what is disputed.
 */
export type Verdict =
  | { state: 'agreed'; value: Json }
  | { state: 'open' }
  | { state: 'disputed'; fields: string[] };

/** The answers so far, in any order, and how many more are to come. */
export type Votes = { values: readonly Json[]; toCome: number };

const open: Verdict = { state: 'open' };

/** How many of n answers must agree. */
export const needed = (rule: Consensus, n: number): number => {
  if (rule === 'unanimous') return n;
  const half = Math.floor(n / 2) + 1;
  return rule === 'majority' ? half : Math.max(half, Math.min(rule.atLeast, n));
};

const byText = (a: Json, b: Json): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** Answers in an order of their own, with how alike each is to each, which is asked once for two of them. */
type Compared = { values: readonly Json[]; alike: readonly (readonly number[])[]; agreesFrom: number };

const compared = ({ compare, agreesFrom }: Likeness, given: readonly Json[]): Compared => {
  const values = given.toSorted(byText);
  const alike: number[][] = [];
  for (const [i, a] of values.entries()) alike.push(values.map((b, j) => alike[j]?.[i] ?? compare(a, b)));
  return { values, alike, agreesFrom };
};

/** Answers by their places among those that were compared. */
type Group = readonly number[];

const likenessTo = ({ alike }: Compared, group: Group, i: number): number =>
  total(group.map((j) => alike[i]?.[j] ?? 0));

/** All groups of answers in which each agrees with every other: few, as an item has few answers. */
const agreeing = ({ values, alike, agreesFrom }: Compared): Group[] => {
  let groups: Group[] = [[]];
  for (const [i] of values.entries()) {
    const joined = groups.filter((group) => group.every((j) => (alike[i]?.[j] ?? 0) >= agreesFrom));
    groups = [...groups, ...joined.map((group) => [...group, i])];
  }
  return groups;
};

/** The first of those that the measure gives the most. */
const most = <T>(list: readonly T[], measure: (one: T) => number): T | undefined =>
  list.toSorted((a, b) => measure(b) - measure(a))[0];

/** The largest group of answers that agree; of several as large, which tolerance allows, the one that is most alike. */
const largest = (answers: Compared): Group => {
  const groups = agreeing(answers);
  const size = Math.max(...groups.map((group) => group.length));
  const inner = (group: Group) => total(group.map((i) => likenessTo(answers, group, i)));
  const large = groups.filter((group) => group.length === size);
  return most(large, inner) ?? [];
};

/**
 * What stands for answers that agree: the median of numbers (of an even count the lower of the two in the middle, so that
 * it is a number that somebody gave), else that of them which is most alike to all answers (the medoid). Equal answers stand
 * for themselves.
 */
const standsFor = (answers: Compared, group: Group): Json => {
  const values = group.map((i) => answers.values[i] ?? null);
  if (values.every((value) => typeof value === 'number'))
    return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
  const all = [...answers.values.keys()];
  const medoid = most(group, (i) => likenessTo(answers, all, i)) ?? -1;
  return answers.values[medoid] ?? null;
};

/** What the answers to one question come to. */
export const verdictOn = (likeness: Likeness, rule: Consensus, { values, toCome }: Votes): Verdict => {
  const answers = compared(likeness, values);
  const group = largest(answers);
  const wanted = needed(rule, values.length + toCome);
  if (group.length > 0 && group.length >= wanted)
    return { state: 'agreed', value: standsFor(answers, group) };
  return group.length + toCome >= wanted ? open : { state: 'disputed', fields: [] };
};

/** A field of a form, with how answers to it are compared. */
export type FieldLikeness = { field: FormField; likeness: Likeness };

/**
 * What the answers to a form come to: each field by itself, in order, among those who answered it, as a note more is no
 * disagreement. A field that is asked for by condition counts only where those before it agree that it is.
 */
export const verdictOnForm = (
  fields: readonly FieldLikeness[],
  rule: Consensus,
  { values, toCome }: Votes,
): Verdict => {
  if (values.length === 0) return open;
  const agreed: { [name: string]: Json } = {};
  const disputed: string[] = [];
  let isOpen = false;
  for (const { field, likeness } of fields) {
    const { name } = field;
    const answers = values.map((value) => answerIn(value, name)).filter((answer) => answer !== undefined);
    if (answers.length === 0 || !isAsked(field, agreed)) continue;
    const verdict = verdictOn(likeness, rule, { values: answers, toCome });
    if (verdict.state === 'agreed') agreed[name] = verdict.value;
    if (verdict.state === 'disputed') disputed.push(name);
    isOpen ||= verdict.state === 'open';
  }
  if (disputed.length > 0) return { state: 'disputed', fields: disputed };
  return isOpen ? open : { state: 'agreed', value: agreed };
};
