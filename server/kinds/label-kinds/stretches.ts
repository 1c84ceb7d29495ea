import { z } from 'zod';
import { fieldsOf } from '../../domain/form.ts';
import { byPlace, countMatches, intervalsOf } from '../../domain/intervals.ts';
import type { MarkedStretches, SchemaFault } from '../../domain/label-schema.ts';
import { f1 } from '../../domain/matching.ts';
import type { Json } from '../../domain/words.ts';
import type { AnswerPurpose, LabelColumn } from '../label-kind.ts';
import { classFault, classFaults } from './class-list.ts';
import { limitFault, markedFields, placed } from './marked.ts';
import { told, type Told } from '../../domain/told.ts';

/** Marks of the longest answer. */
const mostMarks = 1_000;

const { tolerance, ...asked } = markedFields(mostMarks);

/** The settings of a schema by which stretches are marked. */
export const stretchFields = {
  ...asked,
  overlaps: z.boolean().default(false),
  iou: z.number().min(0.01).max(1).default(0.5),
  tolerance,
};

export const stretchFaults = (next: MarkedStretches, previous: MarkedStretches | null): SchemaFault[] => {
  const faults = classFaults(next, previous, 1);
  if (next.max !== null && next.min > next.max)
    faults.push({ path: ['min'], ...told`must be at most ${next.max}, the most` });
  return faults;
};

/** What is wrong with a stretch, and where within it: `.end`, or empty for the whole. */
export type OneFault = [place: string, fault: Told];

/** What is wrong with the bounds of a stretch; null where nothing is. */
type BoundsFault = (start: Json | undefined, end: Json | undefined) => OneFault | null;

const fieldNames = ['class', 'start', 'end'];

const oneFault = (
  schema: MarkedStretches,
  one: Json,
  purpose: AnswerPurpose,
  boundsFault: BoundsFault,
): OneFault | null => {
  const fields = fieldsOf(one);
  if (fields === null) return ['', told`must be an object of class, start and end`];
  const unknown = Object.keys(fields).find((name) => !fieldNames.includes(name));
  if (unknown !== undefined) return [`.${unknown}`, told`is no field of a mark`];
  const ofClass = classFault(schema, fields['class'] ?? null, purpose);
  if (ofClass !== null) return ['.class', ofClass];
  return boundsFault(fields['start'], fields['end']);
};

/** What is wrong with the order of a list, by the place of what stands wrong in it; null where nothing is. */
const orderFault = (schema: MarkedStretches, value: Json): Told | null => {
  const list = intervalsOf(value);
  let last = 0;
  let classesHere = new Set<string>();
  for (const [i, one] of list.entries()) {
    const before = list[i - 1];
    if (before && byPlace(before, one) > 0) return placed(`[${i}]`, told`must not stand behind a later one`);
    if (!schema.overlaps && one.start < last) return placed(`[${i}]`, told`overlaps one before it`);
    // Those of one place stand behind one another.
    if (!before || byPlace(before, one) !== 0) classesHere = new Set();
    if (classesHere.has(one.class)) return placed(`[${i}]`, told`stands twice`);
    classesHere.add(one.class);
    last = Math.max(last, one.end);
  }
  return null;
};

/** What is wrong with a value as a list of stretches, in order; `boundsFault` knows what they are measured in. */
export const stretchesFault = (
  schema: MarkedStretches,
  value: Json,
  purpose: AnswerPurpose,
  boundsFault: BoundsFault,
): Told | null => {
  if (value === null && purpose === 'prediction') return null;
  if (!Array.isArray(value)) return told`must be a list of objects of class, start and end`;
  const limits = { min: schema.min, max: schema.max ?? mostMarks };
  const ofLimits = limitFault(limits, value.length, [told`mark`, told`marks`]);
  if (ofLimits !== null) return ofLimits;
  for (const [i, one] of value.entries()) {
    const fault = oneFault(schema, one, purpose, boundsFault);
    if (fault !== null) return placed(`[${i}]${fault[0]}`, fault[1]);
  }
  return orderFault(schema, value);
};

/**
 * How much two lists of stretches say the same: F1 of those that match one to one, by class and by what they have in common;
 * 1 where neither marks anything.
 */
export const compareStretches = ({ iou }: MarkedStretches, a: Json, b: Json): number => {
  const [first, second] = [intervalsOf(a), intervalsOf(b)];
  return f1(first.length, second.length, countMatches(first, second, iou));
};

/** A column for each class: from where to where it is marked, as `[start, end]`. */
export const stretchColumns = ({ classes }: MarkedStretches, measure: string): LabelColumn[] =>
  classes.map(({ name, title }) => ({
    name: `label_${name}`,
    meaning: `Where “${title}” is marked: a list of [start, end], in ${measure}`,
    kind: 'json' as const,
    of: (value) =>
      value === null
        ? null
        : JSON.stringify(
            intervalsOf(value)
              .filter((one) => one.class === name)
              .map(({ start, end }) => [start, end]),
          ),
  }));
