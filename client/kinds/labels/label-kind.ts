import type { ComponentType } from 'react';
import type { SchemaOf } from '../../../server/domain/label-schema.ts';
import type { ItemKindName, Json, LabelKindName } from '../../../server/domain/words.ts';
import type { LargeProps } from '../items/item-kind.ts';

/** What the model suggests; null: nothing, or it is withheld. */
export type Suggested = { value: Json; scores: Record<string, number> | null } | null;

/** What an answer is made from. */
type Making<K extends LabelKindName> = {
  schema: SchemaOf<K>;
  /** What the model suggests, to be marked. */
  suggestion: Suggested;
  /** What is made of an answer of several steps so far, at first the answer given before; undefined: nothing. */
  draft: Json | undefined;
  disabled: boolean;
  onDraft: (draft: Json | undefined) => void;
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

/** One of several answers to the same item: whose it is, with a letter and a colour (`#rrggbb`) that tell it from the others. */
export type NamedAnswer = { name: string; mark: string; color: string; value: Json };

export type DifferencesProps<K extends LabelKindName = LabelKindName> = {
  schema: SchemaOf<K>;
  answers: readonly NamedAnswer[];
};

/** What draws several answers on the item itself is given: the item, its plain view, and the answers. */
export type OverlayProps<K extends LabelKindName = LabelKindName> = LargeProps & {
  schema: SchemaOf<K>;
  answers: { name: string; color: string; value: Json }[];
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
   * that are next in line are laid out behind it, `disabled`.
   */
  Canvas?: Partial<Record<ItemKindName, ComponentType<CanvasProps<K>>>>;
  /** In what several answers differ, drawn; without it they stand side by side alone. */
  Differences?: ComponentType<DifferencesProps<K>>;
  /** By item kind, several answers drawn on the item, one over the other; it keeps the contract of `LargeProps` as `Canvas` does. */
  Overlay?: Partial<Record<ItemKindName, ComponentType<OverlayProps<K>>>>;
};
