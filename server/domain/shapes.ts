import { fieldsOf } from './form.ts';
import type { Json } from './words.ts';

/** Lengths and places are in pixels of an image in its natural size, from its upper left corner. */
export type Box = { class: string; x: number; y: number; width: number; height: number };
export type Point = { class: string; x: number; y: number };
/** Its corners in order, each joined to the next and the last to the first. */
export type Polygon = { class: string; points: [x: number, y: number][] };

/** What is drawn on an image, by the kind of label. */
export type Shapes = { boxes: Box; points: Point; polygons: Polygon };
export type ShapeKindName = keyof Shapes;

/** Shapes of the fullest answer, and corners of the finest polygon. */
export const mostShapes = 200;
export const mostCorners = 200;

/** The width and height of an image in pixels. */
export type Size = { width: number; height: number };

/** The least upright box around a shape, by its edges. */
export type Extent = { left: number; top: number; right: number; bottom: number };

/** Where a shape lies. */
export const extentOf = (shape: Box | Point | Polygon): Extent => {
  if ('points' in shape) {
    const [xs, ys] = [shape.points.map(([x]) => x), shape.points.map(([, y]) => y)];
    return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
  }
  const { x, y } = shape;
  const [width, height] = 'width' in shape ? [shape.width, shape.height] : [0, 0];
  return { left: x, top: y, right: x + width, bottom: y + height };
};

/** The shapes of an answer that passed its check; none where it is no list. */
export const shapesOf = <K extends ShapeKindName>(value: Json | undefined): Shapes[K][] =>
  Array.isArray(value) ? (value as Shapes[K][]) : []; // the check saw to that

/** What a payload says of the size of its image; null where it does not. */
export const sizeIn = (payload: Json): Size | null => {
  const { width, height } = fieldsOf(payload) ?? {};
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : null;
};
