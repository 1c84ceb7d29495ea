import { draw } from './draw.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * What stands for the names of those whose opinions on an item differ, by user id: "Opinion A" and so on, in an order that
 * is drawn for each item, so that it tells nobody who they are.
 */
export const opinionNames = (
  seed: string,
  itemId: string,
  userIds: readonly string[],
): ReadonlyMap<string, string> => {
  const drawn = [...new Set(userIds)]
    .map((userId) => ({ userId, u: draw(seed, 'opinions', `${itemId}:${userId}`) }))
    .toSorted((a, b) => a.u - b.u);
  return new Map(drawn.map(({ userId }, i) => [userId, `Opinion ${letters[i] ?? i + 1}`]));
};
