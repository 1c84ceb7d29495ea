import { t } from '@lingui/core/macro';
import {
  extentOf,
  type Box,
  type Point,
  type Polygon,
  type ShapeKindName,
  type Shapes,
  type Size,
} from '../../../../server/domain/shapes.ts';

/** How far something is moved, in pixels of the image. */
type By = { x: number; y: number };

/** What can be done to one kind of shape. */
export type Figure<K extends ShapeKindName> = {
  /** What one is called, and several. */
  words: readonly [one: string, several: string];
  /** One in the middle of an image. */
  middle: (size: Size, className: string) => Shapes[K];
  /** With its size changed, its left upper corner where it was; null: it has none. */
  resized: ((shape: Shapes[K], by: By, size: Size) => Shapes[K]) | null;
  /** Where it lies, in words. */
  whereabouts: (shape: Shapes[K]) => string;
};

/** Tenths of a pixel are finer than any hand. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;

const within = (value: number, least: number, most: number): number =>
  rounded(Math.min(Math.max(value, least), Math.max(least, most)));

/** The least width and height of a box. */
const least = 1;

/** A box inside the image. */
export const boxInside = (box: Box, { width, height }: Size): Box => {
  const x = within(box.x, 0, width - least);
  const y = within(box.y, 0, height - least);
  return {
    ...box,
    x,
    y,
    width: within(box.width, least, width - x),
    height: within(box.height, least, height - y),
  };
};

/** A place inside the image. */
export const placeInside = ({ x, y }: By, { width, height }: Size): By => ({
  x: within(x, 0, width),
  y: within(y, 0, height),
});

/** A shape as a polygon; null: it is none. */
export const asPolygon = (shape: Box | Point | Polygon): Polygon | null => ('points' in shape ? shape : null);

/** A shape moved, no further than the edges of the image. */
export const moved = <S extends Box | Point | Polygon>(shape: S, by: By, { width, height }: Size): S => {
  const { left, top, right, bottom } = extentOf(shape);
  const x = Math.min(Math.max(by.x, -left), width - right);
  const y = Math.min(Math.max(by.y, -top), height - bottom);
  if ('points' in shape)
    return {
      ...shape,
      points: shape.points.map((corner) => [rounded(corner[0] + x), rounded(corner[1] + y)]),
    };
  return { ...shape, x: rounded(shape.x + x), y: rounded(shape.y + y) };
};

/** A polygon with one corner moved. */
export const cornerMoved = (polygon: Polygon, corner: number, by: By, size: Size): Polygon => {
  const [x, y] = polygon.points[corner] ?? [0, 0];
  const to = placeInside({ x: x + by.x, y: y + by.y }, size);
  return { ...polygon, points: polygon.points.with(corner, [to.x, to.y]) };
};

/** A polygon with one more corner behind this one, halfway to the next. */
export const cornerAdded = (polygon: Polygon, corner: number): Polygon => {
  const { points } = polygon;
  const [x, y] = points[corner] ?? [0, 0];
  const [nextX, nextY] = points[(corner + 1) % points.length] ?? [0, 0];
  const between: [number, number] = [rounded((x + nextX) / 2), rounded((y + nextY) / 2)];
  return { ...polygon, points: points.toSpliced(corner + 1, 0, between) };
};

const numbers = (...all: number[]): string => all.map((one) => String(Math.round(one))).join(', ');

const area = ({ left, top, right, bottom }: ReturnType<typeof extentOf>): string =>
  t`${numbers(right - left)} × ${numbers(bottom - top)} at ${numbers(left, top)}`;

const quarter = ({ width, height }: Size, className: string): Box =>
  boxInside(
    { class: className, x: (width * 3) / 8, y: (height * 3) / 8, width: width / 4, height: height / 4 },
    {
      width,
      height,
    },
  );

/** What each kind of shape is called, and what is done to it. */
export const figures: { [K in ShapeKindName]: Figure<K> } = {
  boxes: {
    words: [t`box`, t`boxes`],
    middle: quarter,
    resized: (box, by, size) =>
      boxInside({ ...box, width: box.width + by.x, height: box.height + by.y }, size),
    whereabouts: (box) => area(extentOf(box)),
  },
  points: {
    words: [t`point`, t`points`],
    middle: ({ width, height }, className) => ({
      class: className,
      x: rounded(width / 2),
      y: rounded(height / 2),
    }),
    resized: null,
    whereabouts: ({ x, y }) => t`at ${numbers(x, y)}`,
  },
  polygons: {
    words: [t`polygon`, t`polygons`],
    middle: (size, className) => {
      const { left, top, right, bottom } = extentOf(quarter(size, className));
      return {
        class: className,
        points: [
          [left, top],
          [right, top],
          [right, bottom],
          [left, bottom],
        ],
      };
    },
    resized: (polygon, by, size) => {
      const { left, top, right, bottom } = extentOf(polygon);
      const stretch = (from: number, length: number, more: number, most: number) => (at: number) =>
        rounded(from + ((at - from) * within(length + more, least, most - from)) / Math.max(length, least));
      const [x, y] = [
        stretch(left, right - left, by.x, size.width),
        stretch(top, bottom - top, by.y, size.height),
      ];
      return { ...polygon, points: polygon.points.map((corner) => [x(corner[0]), y(corner[1])]) };
    },
    whereabouts: (polygon) => t`${polygon.points.length} corners, ${area(extentOf(polygon))}`,
  },
};

/** What is done to this kind of shape. */
export const figureOf = <K extends ShapeKindName>(kind: K): Figure<K> => figures[kind];
