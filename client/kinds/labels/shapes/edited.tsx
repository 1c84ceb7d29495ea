import type Konva from 'konva';
import { useEffect, useRef, useState } from 'react';
import { Circle, Group, Line, Rect, Transformer } from 'react-konva';
import type { Box, Point, Polygon, Size } from '../../../../server/domain/shapes.ts';
import { boxInside, cornerAdded, cornerMoved, moved } from './figures.ts';
import { lineOf, pointRadius } from './figure-drawn.tsx';

type Props<S> = {
  shape: S;
  color: string;
  scale: number;
  size: Size;
  /** Told at the end of each gesture. */
  onChange: (shape: S) => void;
};

// Fingers are thicker than the tip of a mouse.
const coarse = window.matchMedia('(pointer: coarse)').matches;
const handle = coarse ? 20 : 11;

/** Keeps what is dragged inside the image. */
const heldInside =
  <S extends Box | Point>(shape: S, size: Size) =>
  ({ target }: { target: Konva.Node }): S => {
    const inside = moved(shape, { x: target.x() - shape.x, y: target.y() - shape.y }, size);
    target.position({ x: inside.x, y: inside.y });
    return inside;
  };

/** The selected box: dragged, and sized by its edges and corners. */
export const EditedBox = ({ shape, size, onChange, ...look }: Props<Box>) => {
  const rect = useRef<Konva.Rect>(null);
  const frame = useRef<Konva.Transformer>(null);
  useEffect(() => void (rect.current && frame.current?.nodes([rect.current])), []);
  const hold = heldInside(shape, size);
  const take = (node: Konva.Node) => {
    const width = shape.width * node.scaleX();
    const height = shape.height * node.scaleY();
    const next = boxInside({ ...shape, x: node.x(), y: node.y(), width, height }, size);
    // React knows nothing of the scale, and sets no place that it takes for the same.
    node.setAttrs({ ...next, scaleX: 1, scaleY: 1 });
    onChange(next);
  };
  const { x, y, width, height } = shape;
  return (
    <>
      <Rect
        ref={rect}
        {...{ x, y, width, height }}
        {...lineOf({ ...look, strong: true })}
        draggable
        onDragMove={hold}
        onDragEnd={(event) => onChange(hold(event))}
        onTransformEnd={({ target }) => take(target)}
      />
      <Transformer
        ref={frame}
        rotateEnabled={false}
        flipEnabled={false}
        keepRatio={false}
        ignoreStroke
        borderEnabled={false}
        anchorSize={handle}
        anchorCornerRadius={2}
        anchorStroke={look.color}
        anchorStrokeWidth={2}
      />
    </>
  );
};

/** The selected point: dragged. */
export const EditedPoint = ({ shape, size, onChange, ...look }: Props<Point>) => {
  const hold = heldInside(shape, size);
  return (
    <Circle
      x={shape.x}
      y={shape.y}
      radius={(pointRadius + 3) / look.scale}
      {...lineOf({ ...look, strong: true })}
      draggable
      onDragMove={hold}
      onDragEnd={(event) => onChange(hold(event))}
    />
  );
};

/** The selected polygon: dragged as a whole or by its corners; what lies between two becomes one by a press. */
export const EditedPolygon = ({
  shape,
  size,
  onChange,
  corner,
  ...look
}: Props<Polygon> & { corner: number | null }) => {
  const [live, setLive] = useState<Polygon | null>(null);
  const { points } = live ?? shape;
  const { color, scale } = look;
  const end = (next: Polygon) => {
    setLive(null);
    onChange(next);
  };
  const byWhole = ({ target }: { target: Konva.Node }) => {
    const next = moved(shape, { x: target.x(), y: target.y() }, size);
    target.position({ x: 0, y: 0 });
    return next;
  };
  const byCorner = (i: number, { target }: { target: Konva.Node }) => {
    const [x, y] = shape.points[i] ?? [0, 0];
    const next = cornerMoved(shape, i, { x: target.x() - x, y: target.y() - y }, size);
    const [toX, toY] = next.points[i] ?? [x, y];
    target.position({ x: toX, y: toY });
    return next;
  };
  const dot = {
    stroke: color,
    strokeScaleEnabled: false,
    strokeWidth: 2,
    hitStrokeWidth: (handle * 1.5) / scale,
  };
  return (
    <Group>
      <Line
        points={points.flat()}
        closed
        {...lineOf({ ...look, strong: true })}
        draggable
        onDragEnd={(event) => end(byWhole(event))}
      />
      {points.map(([x, y], i) => {
        const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y];
        return (
          <Circle
            key={`between ${i}`}
            x={(x + nextX) / 2}
            y={(y + nextY) / 2}
            radius={handle / 3 / scale}
            {...dot}
            fill={color}
            opacity={0.7}
            onPointerDown={(event) => {
              event.cancelBubble = true;
              onChange(cornerAdded(shape, i));
            }}
          />
        );
      })}
      {points.map(([x, y], i) => (
        <Circle
          key={`corner ${i}`}
          x={x}
          y={y}
          radius={handle / 2 / scale}
          {...dot}
          fill={i === corner ? color : '#ffffff'}
          draggable
          onDragMove={(event) => setLive(byCorner(i, event))}
          onDragEnd={(event) => end(byCorner(i, event))}
        />
      ))}
    </Group>
  );
};
