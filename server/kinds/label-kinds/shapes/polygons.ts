import { z } from 'zod';
import { isEqual } from '../../../domain/is-equal.ts';
import { mostCorners } from '../../../domain/shapes.ts';
import { iou } from './boxes.ts';
import { polygonArea, polygonOverlap } from './overlap.ts';
import { pixel, shapeFields, shapeKind, shapeOf } from './shape-kind.ts';

export const polygonsSchema = z.strictObject({ kind: z.literal('polygons'), ...shapeFields, iou });

const corners = z
  .array(z.tuple([pixel, pixel], 'must be [x, y]'), 'must be a list of corners')
  .min(3, 'must have at least 3 corners')
  .max(mostCorners, `must have at most ${mostCorners} corners`);

/** Polygons. Two mean the same from a share of what they cover on (intersection over union). */
export const polygons = shapeKind({
  name: 'polygons',
  words: ['polygon', 'polygons'],
  shape: shapeOf({ points: corners }),
  fault: (polygon) => (polygonArea(polygon) > 0 ? null : 'must enclose an area'),
  meets: (schema, a, b) => isEqual(a.points, b.points) || polygonOverlap(a, b) >= schema.iou,
});
