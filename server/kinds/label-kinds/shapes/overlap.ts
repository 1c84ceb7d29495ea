// The engine alone: the index would bring its offsets and triangles to the browser as well.
import { ClipType, FillRule, type PathD } from 'clipper2-ts/dist/Core.js';
import { ClipperD } from 'clipper2-ts/dist/Engine.js';
import { extentOf, type Box, type Extent, type Polygon } from '../../../domain/shapes.ts';

const areaOf = ({ left, top, right, bottom }: Extent): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

const inBoth = (a: Extent, b: Extent): number =>
  areaOf({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });

const share = (both: number, either: number): number => (either > 0 ? Math.min(1, both / either) : 0);

/** Intersection over union of two boxes: 1 where they are the same, 0 where they do not meet. */
export const boxOverlap = (a: Box, b: Box): number => {
  const [first, second] = [extentOf(a), extentOf(b)];
  const both = inBoth(first, second);
  return share(both, areaOf(first) + areaOf(second) - both);
};

/** Decimals of a pixel that areas of polygons are worked out by. */
const precision = 2;

const pathOf = ({ points }: Polygon): PathD => points.map(([x, y]) => ({ x, y }));

/** What a ring encloses; a hole's is negative. */
const ringArea = (ring: PathD): number =>
  ring.reduce((sum, { x, y }, i) => {
    const next = ring[(i + 1) % ring.length] ?? { x, y };
    return sum + (x * next.y - next.x * y) / 2;
  }, 0);

const areaAfter = (clip: ClipType, a: Polygon, b: Polygon | null): number => {
  const engine = new ClipperD(precision);
  engine.addSubjectPaths([pathOf(a)]);
  if (b !== null) engine.addClipPaths([pathOf(b)]);
  const rings: PathD[] = [];
  engine.execute(clip, FillRule.EvenOdd, rings);
  return Math.abs(rings.reduce((sum, ring) => sum + ringArea(ring), 0));
};

/** The area of a polygon; one that crosses itself is filled where it winds around an odd number of times. */
export const polygonArea = (polygon: Polygon): number => areaAfter(ClipType.Union, polygon, null);

const isBefore = (a: Polygon, b: Polygon): boolean => JSON.stringify(a.points) <= JSON.stringify(b.points);

// A polygon is held against many others, and looking through all its corners takes longer than that.
const extents = new WeakMap<Polygon, Extent>();

const knownExtentOf = (polygon: Polygon): Extent => {
  const extent = extents.get(polygon) ?? extentOf(polygon);
  extents.set(polygon, extent);
  return extent;
};

/** Intersection over union of two polygons, which are not changed afterwards. */
export const polygonOverlap = (a: Polygon, b: Polygon): number => {
  if (inBoth(knownExtentOf(a), knownExtentOf(b)) === 0) return 0;
  // Rounding must not tell which of them comes first.
  const [first, second] = isBefore(a, b) ? [a, b] : [b, a];
  const both = areaAfter(ClipType.Intersection, first, second);
  return both === 0 ? 0 : share(both, areaAfter(ClipType.Union, first, second));
};
