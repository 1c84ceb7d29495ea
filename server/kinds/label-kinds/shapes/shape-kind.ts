import { z } from 'zod';
import { fieldsOf } from '../../../domain/form.ts';
import { countPairs, f1 } from '../../../domain/matching.ts';
import type { OfShapes, SchemaOf } from '../../../domain/label-schema.ts';
import {
  extentOf,
  mostShapes,
  shapesOf,
  sizeIn,
  type ShapeKindName,
  type Shapes,
  type Size,
} from '../../../domain/shapes.ts';
import type { Json } from '../../../domain/words.ts';
import type { AnswerPurpose, LabelColumn, LabelKind } from '../../label-kind.ts';
import { classFault, classFaults } from '../class-list.ts';
import { limitFault, markedFields, type CountWords } from '../marked.ts';

/** What the schemas of all shapes have in common. */
export const shapeFields = markedFields(mostShapes);

const number = z.number('must be a number').max(1_000_000, 'must be at most 1000000');

/** A place on an image, from its upper left corner. */
export const pixel = number.min(0, 'must be at least 0');

/** The width or height of something on an image. */
export const length = number.gt(0, 'must be greater than 0');

const objectFault: z.core.$ZodErrorMap = (issue) =>
  issue.code === 'unrecognized_keys' ? `has no field "${issue.keys[0]}"` : 'must be an object';

/** An object of a class and these places. */
export const shapeOf = <S extends z.ZodRawShape>(places: S) =>
  z.strictObject({ class: z.string('must be the name of a class'), ...places }, { error: objectFault });

/** What is wrong with the first field that is, in brackets and dots as JavaScript would write it. */
const firstFault = ({ issues: [issue] }: z.ZodError): string => {
  const path = (issue?.path ?? []).map((at) => (typeof at === 'number' ? `[${at}]` : `.${String(at)}`));
  return `${path.join('')}: ${issue?.message ?? 'is wrong'}`.replace(/^[.:]\s*/, '');
};

/** Models that scale what they find are off by fractions. */
const slack = 1;

const isOutside = (shape: Parameters<typeof extentOf>[0], { width, height }: Size): boolean => {
  const { right, bottom } = extentOf(shape);
  return right > width + slack || bottom > height + slack;
};

type Asked<K extends ShapeKindName> = { [Name in ShapeKindName]: SchemaOf<Name> }[K];

type Rules<K extends ShapeKindName> = {
  name: K;
  words: CountWords;
  shape: z.ZodType<Shapes[K]>;
  /** What is wrong with a shape by itself; null where nothing is. */
  fault?: (shape: Shapes[K]) => string | null;
  /** Whether two shapes of a class mean the same. */
  meets: (schema: SchemaOf<K>, a: Shapes[K], b: Shapes[K]) => boolean;
};

/** What is wrong with an item to draw on; null where nothing is. */
const itemFault = (payload: Json): string | null =>
  'images' in (fieldsOf(payload) ?? {})
    ? 'must be a single "image": what is drawn does not say on which of several'
    : null;

/**
 * A kind of shapes on an image; the answer is their list, in any order, each with its class, and empty where there is
 * nothing to mark. Compared one to one within classes: as many are paired as can be, and told by F1, the share of all
 * shapes that have a partner.
 */
export const shapeKind = <K extends ShapeKindName>(rules: Rules<K>): LabelKind<K> => {
  const { name, words, shape, fault: ownFault = () => null, meets } = rules;
  const list = z
    .array(shape, `must be a list of ${words[1]}`)
    .max(mostShapes, `must have at most ${mostShapes} ${words[1]}`);
  const faultOf = (schema: OfShapes, one: Shapes[K], purpose: AnswerPurpose, size: Size | null) => {
    const wrong = classFault(schema, one.class, purpose);
    if (wrong !== null) return `.class: ${wrong}`;
    const itself = ownFault(one);
    if (itself !== null) return `: ${itself}`;
    return size && isOutside(one, size)
      ? `: must lie inside the image of ${size.width} × ${size.height}`
      : null;
  };
  return {
    name,
    fits: ['image'],
    readsItem: true,
    itemFault: (_, payload) => itemFault(payload),
    faults(next: Asked<K>, previous: Asked<K> | null) {
      const faults = classFaults(next, previous, 1);
      if (next.max !== null && next.min > next.max)
        faults.push({ path: ['min'], message: `must be at most ${next.max}` });
      return faults;
    },
    check(schema: Asked<K>, value, purpose, payload = null) {
      if (value === null && purpose === 'prediction') return null;
      const read = list.safeParse(value);
      if (!read.success) return firstFault(read.error);
      const size = sizeIn(payload);
      for (const [i, one] of read.data.entries()) {
        const fault = faultOf(schema, one, purpose, size);
        if (fault !== null) return `[${i}]${fault}`;
      }
      return limitFault(schema, read.data.length, words);
    },
    compare(schema: Asked<K>, a, b) {
      const [first, second] = [shapesOf<K>(a), shapesOf<K>(b)];
      const fits = (one: Shapes[K], other: Shapes[K]) =>
        one.class === other.class && meets(schema, one, other);
      return f1(first.length, second.length, countPairs(first, second, fits));
    },
    agreesFrom({ tolerance }: Asked<K>) {
      return 1 - tolerance;
    },
    columns({ classes }: Asked<K>) {
      const counted = (name: string, meaning: string, counts: (one: Shapes[K]) => boolean): LabelColumn => ({
        name,
        meaning,
        kind: 'number',
        of: (value) => (value === null ? null : String(shapesOf<K>(value).filter(counts).length)),
      });
      return [
        counted('label_count', `How many ${words[1]} were drawn`, () => true),
        ...classes.map((c) =>
          counted(
            `label_count_${c.name}`,
            `How many of them are of the class “${c.title}”`,
            (one) => one.class === c.name,
          ),
        ),
      ];
    },
  };
};
