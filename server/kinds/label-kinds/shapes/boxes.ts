import { z } from 'zod';
import { boxOverlap } from './overlap.ts';
import { length, pixel, shapeFields, shapeKind, shapeOf } from './shape-kind.ts';
import { told } from '../../../domain/told.ts';

/** Two boxes mean the same from this intersection over union on. */
export const iou = z.number().min(0.05).max(1).default(0.5);

export const boxesSchema = z.strictObject({ kind: z.literal('boxes'), ...shapeFields, iou });

/** Upright boxes. Two mean the same from a share of what they cover on (intersection over union). */
export const boxes = shapeKind({
  name: 'boxes',
  words: [told`box`, told`boxes`],
  shape: shapeOf({ x: pixel, y: pixel, width: length, height: length }),
  meets: (schema, a, b) => boxOverlap(a, b) >= schema.iou,
});
