import { z } from 'zod';
import type { OfShapes } from '../../domain/label-schema.ts';
import { classListOf } from './class-list.ts';
import { told, type Told } from '../../domain/told.ts';

/** What the schemas have in common by which shapes or stretches are marked: at most so many. */
export const markedFields = (most: number) => ({
  classes: classListOf(1),
  min: z.number().int().min(0).max(most).default(0),
  max: z.number().int().min(1).max(most).nullable().default(null),
  tolerance: z.number().min(0).max(0.99).default(0),
});

/** How one of what is marked is called in messages, and several. */
export type CountWords = readonly [one: Told, several: Told];

/** A fault at a place within an answer, such as `[3].end`. */
export const placed = (place: string, fault: Told): Told => told`${place}: ${fault}`;

/** What is wrong with how many are marked; null where nothing is. */
export const limitFault = (
  { min, max }: Pick<OfShapes, 'min' | 'max'>,
  n: number,
  [one, several]: CountWords,
): Told | null => {
  const counted = (k: number) => told`${k} ${k === 1 ? one : several}`;
  if (n < min) return told`must have at least ${counted(min)}`;
  return max !== null && n > max ? told`must have at most ${counted(max)}` : null;
};
