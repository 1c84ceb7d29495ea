import { z } from 'zod';
import { pixel, shapeFields, shapeKind, shapeOf } from './shape-kind.ts';
import { told } from '../../../domain/told.ts';

export const pointsSchema = z.strictObject({
  kind: z.literal('points'),
  ...shapeFields,
  /** Pixels. */
  distance: z.number().min(0).max(10_000).default(10),
});

/** Points. Two mean the same where they are no more pixels apart than the schema says. */
export const points = shapeKind({
  name: 'points',
  words: [told`point`, told`points`],
  shape: shapeOf({ x: pixel, y: pixel }),
  meets: ({ distance }, a, b) => Math.hypot(a.x - b.x, a.y - b.y) <= distance,
});
