import type { ComponentType } from 'react';
import type { SchemaOf } from '../../../server/domain/label-schema.ts';
import type { ItemKindName, Json, LabelKindName } from '../../../server/domain/words.ts';
import type { Size } from '../../../server/domain/shapes.ts';
import type { KeyRow, LargeProps } from '../items/item-kind.ts';

/** What the model suggests; null: nothing, or it is withheld. */
export type Suggested = { value: Json; scores: Record<string, number> | null } | null;

/** What is at hand while an answer is drawn; nothing of it is kept with the answer. */
export type Pen = {
  /** The field of a form that is drawn; null: the first that can be. */
  field: string | null;
  /** The place of the part that is selected; null: none. */
  selected: number | null;
  /** The corner of that part which keys move; null: all of it. */
  corner: number | null;
  /** The class that the next part is given; null: the first. */
  className: string | null;
  /** The corners of an outline that is not closed yet. */
  outline: readonly (readonly [x: number, y: number])[];
  /** The item's own size, once it is known. */
  size: Size | null;
  /** Whether dragging moves the view instead of drawing. */
  moves: boolean;
};

/** The pen as it comes to an item. */
export const freshPen: Pen = {
  field: null,
  selected: null,
  corner: null,
  className: null,
  outline: [],
  size: null,
  moves: false,
};

/** What an answer is drawn from. */
export type Drawing = { draft: Json | undefined; pen: Pen };

/** A key as drawing knows it: `held` down it goes on. */
export type DrawingKey = { key: string; shift: boolean; held: boolean };

/** What is made of a drawing: only what changes. */
export type Drawn = { draft?: Json | undefined; pen?: Partial<Pen> };

/** What an answer is made from. */
type Making<K extends LabelKindName> = {
  schema: SchemaOf<K>;
  /** What the model suggests, to be marked. */
  suggestion: Suggested;
  /** What is made of an answer of several steps so far, at first the answer given before; undefined: nothing. */
  draft: Json | undefined;
  disabled: boolean;
  pen: Pen;
  onDraft: (draft: Json | undefined) => void;
  onPen: (change: Partial<Pen>) => void;
};

/** Takes what was made of a drawing to where draft and pen are kept; null: nothing was. */
export const applyDrawn = (
  made: Drawn | null,
  { onDraft, onPen }: Pick<Making<LabelKindName>, 'onDraft' | 'onPen'>,
): void => {
  if (made && 'draft' in made) onDraft(made.draft);
  if (made?.pen) onPen(made.pen);
};

export type AskProps<K extends LabelKindName = LabelKindName> = Making<K> & {
  /** The answer given before, to be marked; undefined: none. */
  chosen: Json | undefined;
  /** Whether the keys are printed on the buttons. */
  keys: boolean;
  /** Whether a field to write in takes the focus once it can be answered. */
  focus: boolean;
  /** Answers in one step. */
  onChoose: (value: Json) => void;
};

export type ValueProps<K extends LabelKindName = LabelKindName> = {
  schema: SchemaOf<K>;
  value: Json;
  size?: 'sm' | 'md' | 'lg' | undefined;
};

/** What draws an answer on the item itself is given: the item, its plain view to draw on or replace, and the draft. */
export type CanvasProps<K extends LabelKindName = LabelKindName> = LargeProps &
  Making<K> & { Large: ComponentType<LargeProps> };

/** An answer that is drawn beside others: whose it is, the colour it is told by, `#rrggbb`, and what it says. */
export type DrawnAnswer = { name: string; color: string; value: Json };

/** One of several answers to the same item, with a letter that tells it from the others. */
export type NamedAnswer = DrawnAnswer & { mark: string };

export type DifferencesProps<K extends LabelKindName = LabelKindName> = {
  schema: SchemaOf<K>;
  answers: readonly NamedAnswer[];
};

/** What shows answers on the item itself is given: the item, its plain view to draw on or replace, and the answers. */
export type OverlayProps<K extends LabelKindName = LabelKindName> = LargeProps & {
  schema: SchemaOf<K>;
  answers: readonly DrawnAnswer[];
  Large: ComponentType<LargeProps>;
};

/** How one kind of label is asked for, shown, named and typed. */
export type LabelKind<K extends LabelKindName = LabelKindName> = {
  /** What it is called, and an example, where a project is made. */
  title: string;
  description: string;
  /** `several`: it is made as a draft, which is then submitted. */
  steps: 'one' | 'several';
  Ask: ComponentType<AskProps<K>>;
  Value: ComponentType<ValueProps<K>>;
  /** A value in words. */
  titleOf(schema: SchemaOf<K>, value: Json): string;
  /**
   * The keys, each with the answer it gives or, in several steps, the draft it makes of this one; `at`: the part of the
   * answer that has the focus, as `data-field` names it.
   */
  keysOf(schema: SchemaOf<K>, draft: Json | undefined, at: string | null): ReadonlyMap<string, Json>;
  /** All keys with what each stands for. */
  keyTitles(schema: SchemaOf<K>): (readonly [key: string, title: string])[];
  /**
   * By item kind, what stands in place of the item's own view, for answers that are drawn on the item: boxes on an image,
   * spans of a text. It shows the item (`Large` is its plain view) with draft and suggestion, and keeps the contract of
   * `LargeProps`: it tells `onShowing` and serves `viewer`. `Ask` then stands beside it and works on the same draft. Items
   * that are next in line are laid out behind it, `disabled`. What both must know, such as which part is selected, they
   * keep in the pen.
   */
  Canvas?: Partial<Record<ItemKindName, ComponentType<CanvasProps<K>>>>;
  /** What a key does to a drawing, before all other keys; `at` as above. Null: nothing. */
  press?(schema: SchemaOf<K>, drawing: Drawing, key: DrawingKey, at: string | null): Drawn | null;
  /** The keys of drawing, for the list of keys. */
  drawingKeys?(schema: SchemaOf<K>): readonly KeyRow[];
  /** In what several answers differ, drawn; without it they stand side by side alone. */
  Differences?: ComponentType<DifferencesProps<K>>;
  /** By item kind, what shows one or more answers on the item where it is not judged; it stands in place of the item's view. */
  Overlay?: Partial<Record<ItemKindName, ComponentType<OverlayProps<K>>>>;
};
