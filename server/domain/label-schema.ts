import type { Json, LabelKindName } from './words.ts';
import type { Told } from './told.ts';

/** One possible answer. `name` is what APIs and datasets carry and never changes; the rest is for the eye and hand. */
export type ChoiceClass = {
  name: string;
  title: string;
  /** CSS colour, `#rrggbb`. */
  color: string;
  /** The keyboard key that chooses it, one lower-case character, unique among classes in use; null: none. */
  key: string | null;
  /** A retired class stays readable in old labels, and can no longer be chosen. */
  retired: boolean;
};

/** What all that is marked is asked for with: from `min` to `max` (null: any number) of the classes. */
export type OfShapes = {
  classes: ChoiceClass[];
  min: number;
  max: number | null;
  /** Two answers agree where at most this share of what they mark has no partner (1 − F1). */
  tolerance: number;
};

/** What is drawn on an image. Two boxes or polygons mean the same from an intersection over union on, two points up to so many pixels. */
export type DrawnSchema =
  | ({ kind: 'boxes'; iou: number } & OfShapes)
  | ({ kind: 'points'; distance: number } & OfShapes)
  | ({ kind: 'polygons'; iou: number } & OfShapes);

/** How stretches of an item are marked, each as one of the classes. */
export type MarkedStretches = OfShapes & {
  /** Whether two may overlap. */
  overlaps: boolean;
  /** Two of a class match where what they share is at least this share of what they cover together. */
  iou: number;
};

/** What inspectors are asked for, but for several things at once. */
export type SimpleSchema =
  | { kind: 'choice'; classes: ChoiceClass[] }
  /** From `min` to `max` (null: all) of the classes. */
  | { kind: 'choices'; classes: ChoiceClass[]; min: number; max: number | null }
  /** Within a range, in steps from its lower end (null: any); two that are no further apart than `tolerance` agree. */
  | {
      kind: 'number';
      min: number | null;
      max: number | null;
      step: number | null;
      unit: string;
      tolerance: number;
    }
  /** A whole number from 1 to `points`, with what both ends stand for. */
  | { kind: 'rating'; points: number; low: string; high: string; tolerance: number }
  | { kind: 'text'; maxLength: number }
  /** A text that is corrected; two agree where at most the share `tolerance` of their words differs. */
  | { kind: 'transcript'; maxLength: number; tolerance: number }
  | DrawnSchema
  /** Stretches of a text, in code points. */
  | ({ kind: 'spans' } & MarkedStretches)
  /** Stretches of a recording, in seconds. */
  | ({ kind: 'ranges' } & MarkedStretches);

/** One of the things that a form asks for. */
export type FormField = {
  /** What APIs and datasets call it; never changes. */
  name: string;
  title: string;
  required: boolean;
  /** It is asked for only where an earlier field was answered with one of these classes; null: always. */
  when: { field: string; in: string[] } | null;
  schema: SimpleSchema;
};

/** What inspectors are asked to answer. */
export type LabelSchema = SimpleSchema | { kind: 'form'; fields: FormField[] };

/** The schema of one kind of label. */
export type SchemaOf<K extends LabelKindName> = Extract<LabelSchema, { kind: K }>;

/** A fault in a proposed schema: where, and what is wrong. */
export type SchemaFault = Told & { path: (string | number)[] };

/** Keys that the review page keeps for itself. */
export const reservedKeys: readonly string[] = ['u', 's', 'e', '?'];

/** The classes that can be chosen today. */
export const activeClasses = ({ classes }: { classes: ChoiceClass[] }): ChoiceClass[] =>
  classes.filter((c) => !c.retired);

/** The classes that can be chosen by a key today. */
export const keyedClasses = (schema: { classes: ChoiceClass[] }): (ChoiceClass & { key: string })[] =>
  activeClasses(schema).filter((c): c is ChoiceClass & { key: string } => c.key !== null);

/** The classes that an answer is one of, and that figures are told by; none where the answer is something else. */
export const classesOf = (schema: LabelSchema): ChoiceClass[] =>
  schema.kind === 'choice' ? schema.classes : [];

/** Whether an answer is one of the schema's classes, so that figures can be told by class. */
export const hasClasses = (schema: LabelSchema): boolean => schema.kind === 'choice';

/** The class of this name, retired or not; undefined where an answer is none of the schema's classes. */
export const classNamed = (schema: LabelSchema, name: unknown): ChoiceClass | undefined =>
  classesOf(schema).find((c) => c.name === name);

/** What counters know a value by: its class, or `true` for any answer that is none; null: no answer. */
export const countedAs = (schema: LabelSchema, value: Json): Json =>
  hasClasses(schema) || value === null ? value : true;

/**
 * What an answer becomes whose words are of its item, once that is erased; undefined: it is classes and places, which tell
 * nothing of it.
 */
export const emptiedOf = ({ kind }: LabelSchema): Json | undefined => {
  if (kind === 'form') return {};
  return kind === 'text' || kind === 'transcript' ? '' : undefined;
};
