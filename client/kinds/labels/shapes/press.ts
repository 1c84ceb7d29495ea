import { activeClasses, type OfShapes } from '../../../../server/domain/label-schema.ts';
import {
  mostCorners,
  mostShapes,
  shapesOf,
  type ShapeKindName,
  type Shapes,
} from '../../../../server/domain/shapes.ts';
import type { Json } from '../../../../server/domain/words.ts';
import type { Drawing, DrawingKey, Drawn } from '../label-kind.ts';
import { asPolygon, cornerAdded, cornerMoved, figureOf, moved } from './figures.ts';

type Asked<K extends ShapeKindName> = OfShapes & { kind: K };

/** The class that what is drawn next is given. */
export const nextClass = (schema: OfShapes, className: string | null): string => {
  const offered = activeClasses(schema);
  return offered.find(({ name }) => name === className)?.name ?? offered[0]?.name ?? '';
};

/** Whether one more fits into an answer. */
export const hasRoom = ({ max }: OfShapes, n: number): boolean => n < (max ?? mostShapes);

const drafted = (shapes: readonly unknown[]): Json => shapes as Json; // shapes are JSON

/** With one more shape at the end, which is then selected. */
export const added = <K extends ShapeKindName>(drawing: Drawing, shape: Shapes[K]): Drawn => {
  const before = shapesOf<K>(drawing.draft);
  return {
    draft: drafted([...before, shape]),
    pen: { selected: before.length, corner: null, outline: [] },
  };
};

/** With the outline closed to a polygon; null where it has no three corners yet. */
export const outlineClosed = (schema: OfShapes, drawing: Drawing): Drawn | null => {
  const { outline, className } = drawing.pen;
  if (outline.length < 3) return null;
  const points = outline.map(([x, y]): [number, number] => [x, y]);
  return added<'polygons'>(drawing, { class: nextClass(schema, className), points });
};

/** With another shape at a place. */
export const replaced = <K extends ShapeKindName>(drawing: Drawing, at: number, shape: Shapes[K]): Drawn => ({
  draft: drafted(shapesOf<K>(drawing.draft).with(at, shape)),
});

/** Without the shape at a place; the one before it is then selected, so that several go one after another. */
export const removed = (drawing: Drawing, at: number): Drawn => {
  const left = shapesOf(drawing.draft).toSpliced(at, 1);
  return {
    draft: drafted(left),
    pen: { selected: left.length === 0 ? null : Math.max(0, at - 1), corner: null },
  };
};

/** With this class for the selected shape, and for the next. */
export const classed = <K extends ShapeKindName>(drawing: Drawing, className: string): Drawn => {
  const { selected } = drawing.pen;
  const shape = selected === null ? undefined : shapesOf<K>(drawing.draft)[selected];
  const pen = { className };
  return selected === null || shape === undefined || shape.class === className
    ? { pen }
    : { ...replaced(drawing, selected, { ...shape, class: className }), pen };
};

/** With one more shape in the middle of the image; null where its size is not known, or no more fit. */
export const addedInMiddle = <K extends ShapeKindName>(schema: Asked<K>, drawing: Drawing): Drawn | null => {
  const { size, className } = drawing.pen;
  if (size === null || !hasRoom(schema, shapesOf(drawing.draft).length)) return null;
  return added<K>(drawing, figureOf(schema.kind).middle(size, nextClass(schema, className)));
};

/** The place that is so many after another, around the end; `none` lies between the last and the first. */
const stepped = (at: number | null, by: number, n: number, none: boolean): number | null => {
  const places = none ? n + 1 : n;
  const from = at === null ? (none ? n : by > 0 ? -1 : 0) : at;
  const to = (from + by + places) % places;
  return to >= n ? null : to;
};

const arrows: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What a key does to the selected shape; null: nothing. */
const onSelected = <K extends ShapeKindName>(
  schema: Asked<K>,
  drawing: Drawing,
  at: number,
  { key, shift, held }: DrawingKey,
): Drawn | null => {
  const { corner, size } = drawing.pen;
  const shape = shapesOf<K>(drawing.draft)[at];
  if (shape === undefined) return null;
  const polygon = asPolygon(shape);
  const put = (next: Shapes[ShapeKindName]) => replaced(drawing, at, next);
  const step = arrows[key];
  if (step && size) {
    const far = held ? Math.max(1, Math.round(Math.min(size.width, size.height) / 100)) : 1;
    const by = { x: step.x * far, y: step.y * far };
    if (shift) return put(figureOf(schema.kind).resized?.(shape, by, size) ?? shape);
    return put(polygon && corner !== null ? cornerMoved(polygon, corner, by, size) : moved(shape, by, size));
  }
  if (key === 'Escape') return { pen: corner === null ? { selected: null } : { corner: null } };
  if (polygon && shift && (key === ',' || key === '.'))
    return { pen: { corner: stepped(corner, key === '.' ? 1 : -1, polygon.points.length, true) } };
  const isCorner = polygon !== null && corner !== null;
  if (key === 'Insert' && isCorner && polygon.points.length < mostCorners)
    return { ...put(cornerAdded(polygon, corner)), pen: { corner: corner + 1 } };
  if (key !== 'Delete' && key !== 'Backspace') return null;
  return isCorner && polygon.points.length > 3
    ? { ...put({ ...polygon, points: polygon.points.toSpliced(corner, 1) }), pen: { corner: null } }
    : removed(drawing, at);
};

/** What a key does to an outline that is not closed yet; null: nothing. */
const onOutline = ({ pen }: Drawing, { key }: DrawingKey): Drawn | null => {
  if (key === 'Escape') return { pen: { outline: [] } };
  return key === 'Delete' || key === 'Backspace' ? { pen: { outline: pen.outline.slice(0, -1) } } : null;
};

/** The key that says that there is nothing to mark; null: something must be, or a class has it. */
export const noneKey = ({ min, ...schema }: OfShapes): string | null =>
  min > 0 || activeClasses(schema).some(({ key }) => key === '0') ? null : '0';

/** What a key does to shapes; null: nothing. Only arrows go on while they are held down. */
export const pressed = <K extends ShapeKindName>(
  schema: Asked<K>,
  drawing: Drawing,
  press: DrawingKey,
): Drawn | null => {
  const { key, shift, held } = press;
  const { pen, draft } = drawing;
  const chosen = activeClasses(schema).find((c) => c.key === key);
  const does = (): Drawn | null => {
    if (pen.outline.length > 0) return onOutline(drawing, press);
    const own = pen.selected === null ? null : onSelected(schema, drawing, pen.selected, press);
    if (own !== null) return own;
    if (key === 'Insert') return addedInMiddle(schema, drawing);
    const n = shapesOf(draft).length;
    if ((key === ',' || key === '.') && !shift && n > 0)
      return { pen: { selected: stepped(pen.selected, key === '.' ? 1 : -1, n, false), corner: null } };
    return null;
  };
  const made = chosen && !shift ? classed(drawing, chosen.name) : does();
  return made !== null && held && !(key in arrows) ? {} : made;
};
