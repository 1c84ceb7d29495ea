import { z } from 'zod';
import { fieldErrors } from '../../../contract/parse.ts';
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
import { limitFault, markedFields, placed, type CountWords } from '../marked.ts';
import { told, type Told } from '../../../domain/told.ts';

/** What the schemas of all shapes have in common. */
export const shapeFields = markedFields(mostShapes);

const number = z.number().max(1_000_000);

/** A place on an image, from its upper left corner. */
export const pixel = number.min(0);

/** The width or height of something on an image. */
export const length = number.gt(0);

/** An object of a class and these places. */
export const shapeOf = <S extends z.ZodRawShape>(places: S) =>
  z.strictObject({ class: z.string(told`must be the name of a class`.message), ...places });

/** What is wrong with the first field that is, in brackets and dots as JavaScript would write it. */
const firstFault = (error: z.ZodError): Told => {
  const [{ path, ...fault } = { path: [], ...told`is wrong` }] = fieldErrors(error);
  const place = path.map((at) => (typeof at === 'number' ? `[${at}]` : `.${at}`)).join('');
  return place === '' ? fault : placed(place, fault);
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
  fault?: (shape: Shapes[K]) => Told | null;
  /** Whether two shapes of a class mean the same. */
  meets: (schema: SchemaOf<K>, a: Shapes[K], b: Shapes[K]) => boolean;
};

/** What is wrong with an item to draw on; null where nothing is. */
const itemFault = (payload: Json): Told | null =>
  'images' in (fieldsOf(payload) ?? {})
    ? told`must be a single "image": what is drawn does not say on which of several`
    : null;

/**
 * A kind of shapes on an image; the answer is their list, in any order, each with its class, and empty where there is
 * nothing to mark. Compared one to one within classes: as many are paired as can be, and told by F1, the share of all
 * shapes that have a partner.
 */
export const shapeKind = <K extends ShapeKindName>(rules: Rules<K>): LabelKind<K> => {
  const { name, words, shape, fault: ownFault = () => null, meets } = rules;
  const list = z.array(shape).max(mostShapes);
  const faultOf = (schema: OfShapes, one: Shapes[K], purpose: AnswerPurpose, size: Size | null) => {
    const wrong = classFault(schema, one.class, purpose);
    if (wrong !== null) return ['.class', wrong] as const;
    const itself = ownFault(one);
    if (itself !== null) return ['', itself] as const;
    return size && isOutside(one, size)
      ? (['', told`must lie inside the image of ${size.width} × ${size.height}`] as const)
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
        faults.push({ path: ['min'], ...told`must be at most ${next.max}` });
      return faults;
    },
    check(schema: Asked<K>, value, purpose, payload = null) {
      if (value === null && purpose === 'prediction') return null;
      const read = list.safeParse(value);
      if (!read.success) return firstFault(read.error);
      const size = sizeIn(payload);
      for (const [i, one] of read.data.entries()) {
        const fault = faultOf(schema, one, purpose, size);
        if (fault !== null) return placed(`[${i}]${fault[0]}`, fault[1]);
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
        counted('label_count', `How many ${words[1].message} were drawn`, () => true),
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
