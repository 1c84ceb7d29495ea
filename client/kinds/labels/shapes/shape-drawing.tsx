import type Konva from 'konva';
import type { KonvaEventObject } from 'konva/lib/Node';
import { useRef, useState } from 'react';
import { Circle, Line } from 'react-konva';
import type { OfShapes } from '../../../../server/domain/label-schema.ts';
import { shapesOf, type ShapeKindName, type Shapes } from '../../../../server/domain/shapes.ts';
import type { Place } from '../../items/place.ts';
import { applyDrawn, type CanvasProps, type Drawn } from '../label-kind.ts';
import { colorOf } from '../class-chip.tsx';
import { EditedBox, EditedPoint, EditedPolygon } from './edited.tsx';
import { FigureDrawn, lineOf } from './figure-drawn.tsx';
import { boxInside, placeInside } from './figures.ts';
import { added, hasRoom, nextClass, outlineClosed, replaced } from './press.ts';
import { StageOver } from './stage-over.tsx';

type Props = Pick<CanvasProps, 'suggestion' | 'draft' | 'disabled' | 'pen' | 'onDraft' | 'onPen'> & {
  schema: OfShapes & { kind: ShapeKindName };
};
type XY = { x: number; y: number };
/** A press of the pointer that has not ended: where it began, on which shape, and where it is. */
type Stroke = { pointer: number; from: XY; to: XY; on: number | null };
type PointerOn = KonvaEventObject<PointerEvent>;

/** Pixels of the screen that a pointer may go while it clicks, and a corner be missed by. */
const still = 4;
const near = 12;

const isHandled = (node: Konva.Node): boolean =>
  node.draggable() || node.getParent()?.className === 'Transformer';

/** The place of the shape that was pressed; null: none. */
const shapeAt = (node: Konva.Node): number | null => {
  const at: unknown = node.findAncestor('.shape', true)?.getAttr('at');
  return typeof at === 'number' ? at : null;
};

const boxBetween = (className: string, { from, to }: Stroke) => ({
  class: className,
  x: Math.min(from.x, to.x),
  y: Math.min(from.y, to.y),
  width: Math.abs(to.x - from.x),
  height: Math.abs(to.y - from.y),
});

// What one writes in keeps the focus where a canvas is pressed, and would take the keys of drawing for letters.
const leaveField = () => {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
};

/** Draws and changes shapes by the pointer; what keys do is in `press.ts`. */
const ShapeDrawing = ({ schema, suggestion, draft, disabled, pen, onDraft, onPen }: Props) => {
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const latest = useRef<Stroke | null>(null);
  const put = (next: Stroke | null) => {
    latest.current = next;
    setStroke(next);
  };
  const drawing = { draft, pen };
  const shapes = shapesOf(draft);
  const apply = (made: Drawn | null) => applyDrawn(made, { onDraft, onPen });
  const room = hasRoom(schema, shapes.length);
  const className = nextClass(schema, pen.className);

  const onPlace = ({ target }: PointerOn, { left, top, scale, size }: Place): XY => {
    const { x, y } = target.getStage()?.getPointerPosition() ?? { x: 0, y: 0 };
    return placeInside({ x: (x - left) / scale, y: (y - top) / scale }, size);
  };

  const onDown = (event: PointerOn, place: Place) => {
    const { evt, target } = event;
    // A second finger zooms.
    if (latest.current !== null) return put(null);
    if (evt.button !== 0 || !evt.isPrimary || isHandled(target)) return;
    leaveField();
    if (evt.target instanceof Element) evt.target.setPointerCapture(evt.pointerId);
    const at = onPlace(event, place);
    put({ pointer: evt.pointerId, from: at, to: at, on: shapeAt(target) });
  };

  const onMove = (event: PointerOn, place: Place) => {
    const { current } = latest;
    if (current?.pointer === event.evt.pointerId) put({ ...current, to: onPlace(event, place) });
  };

  const isFar = ({ from, to }: Stroke, scale: number) =>
    Math.hypot(to.x - from.x, to.y - from.y) * scale > still;

  const corner = ({ to }: Stroke, scale: number) => {
    const [first, last] = [pen.outline[0], pen.outline.at(-1)];
    const meets = (other: typeof first, reach: number) =>
      other !== undefined && Math.hypot(to.x - other[0], to.y - other[1]) * scale <= reach;
    if (pen.outline.length > 2 && meets(first, near)) return apply(outlineClosed(schema, drawing));
    if (!meets(last, still)) onPen({ selected: null, corner: null, outline: [...pen.outline, [to.x, to.y]] });
  };

  const onClick = (made: Stroke, scale: number) => {
    if (pen.outline.length === 0 && made.on !== null) return onPen({ selected: made.on, corner: null });
    if (schema.kind === 'boxes' || !room) return onPen({ selected: null, corner: null });
    if (schema.kind === 'polygons') return corner(made, scale);
    apply(added<'points'>(drawing, { class: className, ...made.to }));
  };

  const onUp = (event: PointerOn, place: Place) => {
    const made = latest.current;
    if (made?.pointer !== event.evt.pointerId) return;
    put(null);
    if (schema.kind !== 'boxes' || !isFar(made, place.scale)) onClick(made, place.scale);
    else if (room) apply(added<'boxes'>(drawing, boxInside(boxBetween(className, made), place.size)));
  };

  const isBand = schema.kind === 'boxes' && stroke !== null && room;
  return (
    <StageOver
      draws={!disabled && !pen.moves}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerDblClick={() => apply(outlineClosed(schema, drawing))}
    >
      {({ scale, size }) => (
        <>
          {shapesOf(suggestion?.value).map((shape, i) => (
            <FigureDrawn
              key={i}
              dashed
              shape={shape}
              scale={scale}
              color={colorOf(schema.classes, shape.class)}
            />
          ))}
          {shapes.map((shape, i) => {
            const look = { scale, color: colorOf(schema.classes, shape.class) };
            if (i !== pen.selected || disabled)
              return <FigureDrawn key={i} at={i} shape={shape} label={String(i + 1)} {...look} />;
            const onChange = (next: Shapes[ShapeKindName]) => apply(replaced(drawing, i, next));
            const props = { ...look, size, onChange };
            if ('points' in shape)
              return <EditedPolygon key={i} shape={shape} corner={pen.corner} {...props} />;
            return 'width' in shape ? (
              <EditedBox key={i} shape={shape} {...props} />
            ) : (
              <EditedPoint key={i} shape={shape} {...props} />
            );
          })}
          {isBand && isFar(stroke, scale) && (
            <FigureDrawn
              shape={boxBetween(className, stroke)}
              scale={scale}
              color={colorOf(schema.classes, className)}
            />
          )}
          <Line
            points={pen.outline.flat()}
            listening={false}
            {...lineOf({ scale, color: colorOf(schema.classes, className) })}
          />
          {pen.outline.map(([x, y], i) => (
            <Circle
              key={i}
              listening={false}
              {...{ x, y }}
              radius={(i === 0 ? 7 : 4) / scale}
              {...lineOf({ scale, color: colorOf(schema.classes, className), strong: true })}
            />
          ))}
        </>
      )}
    </StageOver>
  );
};

export default ShapeDrawing;
