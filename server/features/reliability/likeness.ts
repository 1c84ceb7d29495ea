import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../../db/database.ts';
import { newestAnswers, type SharedAnswer } from '../../../db/queries/reliability.ts';
import { answerIn } from '../../domain/form.ts';
import type { LabelSchema } from '../../domain/label-schema.ts';
import {
  distanceAlphaEstimate,
  likenessWithin,
  meanLikeness,
  type Distances,
} from '../../domain/statistics/distance-alpha.ts';
import type { Arm, Json } from '../../domain/words.ts';
import { labelKindOf } from '../../kinds/registry.ts';
import type { Coefficient, Likeness } from './contract.ts';

/** The newest answers that are looked at, and those of them on items that several judged that are compared, at most. */
const mostLookedAt = 2_000;
const mostCompared = 240;

/** Answers that are compared with all others before somebody else gets a turn. */
const atOnce = 10;

/** Answers on the newest items that several inspectors judged in one way, those to one item together. */
export const sharedAnswers = async (db: Database, projectId: string, arm: Arm): Promise<SharedAnswer[]> => {
  const newest = await db.read((q) => newestAnswers(q, projectId, arm, mostLookedAt));
  const shared: SharedAnswer[] = [];
  for (const answers of Map.groupBy(newest, ({ itemId }) => itemId).values())
    if (answers.length > 1 && shared.length + answers.length <= mostCompared) shared.push(...answers);
  return shared;
};

/** The same number for answers to the same item. */
const itemsOf = (answers: readonly SharedAnswer[]): number[] => {
  const numbers = new Map<string, number>();
  return answers.map(({ itemId }) => {
    const number = numbers.get(itemId) ?? numbers.size;
    numbers.set(itemId, number);
    return number;
  });
};

/** Each of the values beside each. */
const table = async (
  values: readonly Json[],
  of: (a: Json, b: Json) => number,
): Promise<Distances['between']> => {
  const rows: number[][] = [];
  for (const [i, a] of values.entries()) {
    if (i % atOnce === 0) await setImmediate();
    rows.push(values.map((b, j) => rows[j]?.[i] ?? of(a, b)));
  }
  return rows;
};

type Figures = Omit<Likeness, 'fields'>;

const told = (found: { alpha: number; low: number; high: number } | null): Coefficient =>
  found && { value: found.alpha, low: found.low, high: found.high };

const squared = (a: Json, b: Json): number => (Number(a) - Number(b)) ** 2;

/** How alike these answers to one question are, at least two to each item. */
const figuresOf = async (schema: LabelSchema, answers: readonly SharedAnswer[]): Promise<Figures> => {
  const items = itemsOf(answers);
  const values = answers.map(({ value }) => value);
  const kind = labelKindOf(schema);
  const likeness = await table(values, (a, b) => kind.compare(schema, a, b));
  const isMeasured = schema.kind === 'number' || schema.kind === 'rating';
  const distances = isMeasured
    ? await table(values, squared)
    : likeness.map((row, i) => row.map((one, j) => (i === j ? 0 : 1 - one)));
  const within = likenessWithin({ items, between: likeness });
  return {
    items: within.length,
    answers: answers.length,
    agreement: meanLikeness(within),
    alpha: told(distanceAlphaEstimate({ items, between: distances })),
  };
};

/** The answers to one field of a form, on items where several answered it. */
const answersTo = (name: string, answers: readonly SharedAnswer[]): SharedAnswer[] => {
  const given = answers.flatMap((answer) => {
    const value = answerIn(answer.value, name);
    return value === undefined ? [] : [{ ...answer, value }];
  });
  return [...Map.groupBy(given, ({ itemId }) => itemId).values()].filter((one) => one.length > 1).flat();
};

/** How alike the newest answers of those are who were asked in one way, of a form field by field too. */
export const likenessOf = async (
  db: Database,
  project: { id: string; schema: LabelSchema },
  arm: Arm,
): Promise<Likeness> => {
  const { schema } = project;
  const answers = await sharedAnswers(db, project.id, arm);
  const fields: Likeness['fields'] = [];
  for (const { name, title, schema: asked } of schema.kind === 'form' ? schema.fields : [])
    fields.push({ name, title, ...(await figuresOf(asked, answersTo(name, answers))) });
  return { ...(await figuresOf(schema, answers)), fields };
};
