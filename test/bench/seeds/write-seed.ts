// Writes a database for the bench: the place, and items of a shape.
import { engineOf } from '../../../db/engine.ts';
import { openDatabase } from '../../../db/open.ts';
import { answer } from '../processes/answer.ts';
import { fill } from './fill.ts';
import type { Shape } from './items.ts';
import { insertPlace, type Place } from './place.ts';
import { keepState } from './restore.ts';
import { writeCounts, writeItems } from './write-items.ts';

/** `state`: the file that keeps what the seed was like, for `restore`. */
export type Input = { url: string; items: number; shape: Shape; state?: string };
export type Output = Place;

answer<Input, Output>(async ({ url, items, shape, state }) => {
  const now = Date.now();
  const db = await openDatabase(url);
  const place = await db.write((tx) => insertPlace(tx, now, shape === 'pictures' ? 'image' : 'text'));
  if (engineOf(url) === 'postgres') await db.write((tx) => writeItems(tx, place, { items, shape, now }));
  await db.close();
  if (engineOf(url) === 'postgres' || items === 0) return place;
  const written = fill(url, place, { items, shape, now });
  const filled = await openDatabase(url);
  await filled.write((tx) => writeCounts(tx, place, written, now));
  await filled.close();
  if (state !== undefined) keepState(url, state);
  return place;
});
