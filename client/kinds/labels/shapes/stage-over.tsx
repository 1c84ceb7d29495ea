import type { KonvaEventObject } from 'konva/lib/Node';
import { useEffect, useRef, type ReactNode } from 'react';
import { Layer, Stage } from 'react-konva';
import { usePlace, type Place } from '../../items/place.ts';
import classes from './shapes.module.css';

type Handler = (event: KonvaEventObject<PointerEvent>, place: Place) => void;

type Props = {
  /** Whether it takes the pointer; else it is only seen. */
  draws: boolean;
  onPointerDown?: Handler;
  onPointerMove?: Handler;
  onPointerUp?: Handler;
  onPointerDblClick?: () => void;
  children: (place: Place) => ReactNode;
};

/** Keeps a single finger for drawing; two of them zoom and move the image below. */
const useOneFinger = (draws: boolean) => {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const over = element.current;
    if (!draws || over === null) return;
    const keep = (event: TouchEvent) => {
      if (event.touches.length === 1) event.stopPropagation();
    };
    over.addEventListener('touchstart', keep, { passive: true });
    return () => over.removeEventListener('touchstart', keep);
  });
  return element;
};

/**
 * A canvas over an image that is drawn on in the image's own pixels, wherever it is zoomed and moved to. What it shows is
 * said in words beside it.
 */
export const StageOver = ({ draws, children, onPointerDown, onPointerMove, onPointerUp, ...rest }: Props) => {
  const place = usePlace();
  const over = useOneFinger(draws);
  if (place === null) return null;
  const { left, top, scale, window } = place;
  const on = (handler?: Handler) =>
    handler && ((event: KonvaEventObject<PointerEvent>) => handler(event, place));
  return (
    <div
      ref={over}
      className={draws ? classes.stage : `${classes.stage} ${classes.seen}`}
      data-draws={draws || undefined}
      aria-hidden
    >
      <Stage
        width={window.width}
        height={window.height}
        listening={draws}
        onPointerDown={on(onPointerDown)}
        onPointerMove={on(onPointerMove)}
        onPointerUp={on(onPointerUp)}
        {...rest}
      >
        <Layer x={left} y={top} scaleX={scale} scaleY={scale}>
          {children(place)}
        </Layer>
      </Stage>
    </div>
  );
};
