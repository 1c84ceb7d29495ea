import { z } from 'zod';
import { isEqual } from '../../../domain/is-equal.ts';
import { mostCorners } from '../../../domain/shapes.ts';
import { iou } from './boxes.ts';
import { polygonArea, polygonOverlap } from './overlap.ts';
import { pixel, shapeFields, shapeKind, shapeOf } from './shape-kind.ts';
import { told } from '../../../domain/told.ts';

export const polygonsSchema = z.strictObject({ kind: z.literal('polygons'), ...shapeFields, iou });

const corners = z
  .array(z.tuple([pixel, pixel], told`must be [x, y]`.message))
  .min(3)
  .max(mostCorners);

/** Polygons. Two mean the same from a share of what they cover on (intersection over union). */
export const polygons = shapeKind({
  name: 'polygons',
  words: [told`polygon`, told`polygons`],
  shape: shapeOf({ points: corners }),
  fault: (polygon) => (polygonArea(polygon) > 0 ? null : told`must enclose an area`),
  meets: (schema, a, b) => isEqual(a.points, b.points) || polygonOverlap(a, b) >= schema.iou,
});
