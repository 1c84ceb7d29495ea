import { Circle, Group, Line, Rect, Text } from 'react-konva';
import { extentOf, type Box, type Point, type Polygon } from '../../../../server/domain/shapes.ts';

type Look = {
  color: string;
  /** Pixels of the screen that one of the image takes. */
  scale: number;
  dashed?: boolean;
  strong?: boolean;
  /** What stands beside it. */
  label?: string;
};

/** The radius of a point, in pixels of the screen. */
export const pointRadius = 7;

const alpha = (color: string, opacity: string): string => `${color}${opacity}`;

/** How the line of a shape looks: in its colour, with a pale rim so that it stands out from any ground. */
export const lineOf = ({ color, dashed = false, strong = false }: Look) => ({
  stroke: color,
  strokeWidth: strong ? 3 : 2,
  strokeScaleEnabled: false,
  shadowColor: '#ffffff',
  shadowBlur: 3,
  shadowOpacity: 1,
  shadowForStrokeEnabled: true,
  ...(dashed ? { dash: [7, 5] } : { fill: alpha(color, strong ? '40' : '1f') }),
});

/** A shape as it is drawn on an image, in the image's own pixels; `at`: its place, where it can be pressed. */
export const FigureDrawn = ({ shape, at, ...look }: Look & { shape: Box | Point | Polygon; at?: number }) => {
  const { left, top } = extentOf(shape);
  const line = { ...lineOf(look), perfectDrawEnabled: false };
  return (
    <Group name="shape" at={at} listening={at !== undefined}>
      {'points' in shape ? (
        <Line points={shape.points.flat()} closed {...line} />
      ) : 'width' in shape ? (
        <Rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} {...line} />
      ) : (
        <Circle x={shape.x} y={shape.y} radius={pointRadius / look.scale} {...line} />
      )}
      {look.label !== undefined && <Tag text={look.label} x={left} y={top} {...look} />}
    </Group>
  );
};

const tagSize = 12;

/** What a shape is called, above its left upper corner. */
export const Tag = ({
  text,
  x,
  y,
  color,
  scale,
}: {
  text: string;
  x: number;
  y: number;
  color: string;
  scale: number;
}) => (
  <Group x={x} y={y} scaleX={1 / scale} scaleY={1 / scale} listening={false}>
    <Text
      text={text}
      y={-tagSize - 5}
      fontSize={tagSize}
      fontStyle="bold"
      fontFamily="Inter Variable, sans-serif"
      fill={color}
      stroke="#ffffff"
      strokeWidth={3}
      fillAfterStrokeEnabled
    />
  </Group>
);
