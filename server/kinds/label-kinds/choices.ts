import { z } from 'zod';
import { activeClasses } from '../../domain/label-schema.ts';
import { f1 } from '../../domain/matching.ts';
import type { Json } from '../../domain/words.ts';
import type { LabelKind } from '../label-kind.ts';
import { classFault, classFaults, classList } from './class-list.ts';
import { told, type Told } from '../../domain/told.ts';

const count = z.number().int().max(100);

export const choicesSchema = z.strictObject({
  kind: z.literal('choices'),
  classes: classList,
  min: count.min(0).default(0),
  max: count.min(1).nullable().default(null),
});

const setOf = (value: Json): Set<Json> => new Set(Array.isArray(value) ? value : []);

const classesIn = (n: number): Told => (n === 1 ? told`1 class` : told`${n} classes`);

/** Several of n classes; the answer is the list of their names, in any order. Compared by F1 of the two sets. */
export const choices: LabelKind<'choices'> = {
  name: 'choices',
  fits: 'all',
  readsItem: false,
  faults(next, previous) {
    const faults = classFaults(next, previous);
    const most = Math.min(next.max ?? Infinity, activeClasses(next).length);
    if (next.min > most) faults.push({ path: ['min'], ...told`at most ${classesIn(most)} can be chosen` });
    return faults;
  },
  check(schema, value, purpose) {
    if (value === null && purpose === 'prediction') return null;
    if (!Array.isArray(value)) return told`must be a list of names of classes`;
    for (const one of value) {
      const fault = classFault(schema, one, purpose);
      if (fault !== null) return told`each ${fault}`;
    }
    if (new Set(value).size < value.length) return told`names a class twice`;
    if (value.length < schema.min) return told`must name at least ${classesIn(schema.min)}`;
    if (schema.max !== null && value.length > schema.max)
      return told`must name at most ${classesIn(schema.max)}`;
    return null;
  },
  compare(_, a, b) {
    const [first, second] = [setOf(a), setOf(b)];
    const shared = [...first].filter((name) => second.has(name)).length;
    return f1(first.size, second.size, shared);
  },
  agreesFrom() {
    return 1;
  },
  columns({ classes }) {
    return classes.map(({ name, title }) => ({
      name: `label_${name}`,
      meaning: `1 where “${title}” was chosen, else 0`,
      kind: 'number' as const,
      of: (value) => (Array.isArray(value) ? String(Number(value.includes(name))) : null),
    }));
  },
};
