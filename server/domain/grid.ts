import type { LabelSchema } from './label-schema.ts';
import { isEqual } from './is-equal.ts';
import type { Arm, ItemKindName, Json } from './words.ts';

/** How many items at most are judged in one grid. */
export const gridCells = 12;

/** How far behind its first item a grid looks for others like it, in reviews: nothing waits longer for being unlike them. */
export const gridReach = 200;

/** What is recognised at a glance, however small. */
const glanced: readonly ItemKindName[] = ['image', 'text', 'table'];

/** Whether what is asked of such items can be answered in a grid: one class, of what need not be played. */
export const mayBeGrid = (itemKind: ItemKindName, { kind }: Pick<LabelSchema, 'kind'>): boolean =>
  kind === 'choice' && glanced.includes(itemKind);

/** What decides whether two reviews may stand in one grid. */
export type GridCell = {
  arm: Arm;
  /** What is suggested; null: nothing is, or it is withheld. */
  suggested: Json;
  schemaRevision: number;
};

/** Whether two reviews may stand in one grid: of what is judged blind, whatever the model said of it. */
export const areAlike = (a: GridCell, b: GridCell): boolean =>
  a.arm === b.arm && a.schemaRevision === b.schemaRevision && isEqual(a.suggested, b.suggested);

/** The time that `n` cells took together, in whole ms, as that of each: the shares differ by at most one and add up to it. */
export const sharesOf = (ms: number, n: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.floor(ms / n) + (i < ms % n ? 1 : 0));
