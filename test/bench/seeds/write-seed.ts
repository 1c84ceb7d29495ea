// Writes a database for the bench: the place, and items of a shape.
import { openDatabase } from '../../../db/open.ts';
import { answer } from '../processes/answer.ts';
import type { Shape } from './items.ts';
import { insertPlace, type Place } from './place.ts';
import { writeItems } from './write-items.ts';

export type Input = { url: string; items: number; shape: Shape };
export type Output = Place;

answer<Input, Output>(async ({ url, items, shape }) => {
  const db = await openDatabase(url);
  const now = Date.now();
  const place = await db.write((tx) => insertPlace(tx, now));
  await writeItems(db, place, { items, shape, now });
  await db.close();
  return place;
});
