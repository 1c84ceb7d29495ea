import { useCallback, useEffect, useImperativeHandle, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { TransformComponent, TransformWrapper, type ReactZoomPanPinchContentRef } from 'react-zoom-pan-pinch';
import classes from './image.module.css';
import type { LargeProps, Showing, Viewer } from './item-kind.ts';
import { lightOf, type Light } from './light.ts';
import { LoadFailed } from './load-failed.tsx';
import { PlaceProvider, placeOf, type Place } from './place.ts';

/** Images smaller than this are drawn with hard pixels, as a blurred 28 × 28 digit helps nobody. */
export const small = 128;
/** A pixel of an image is drawn at most this many wide, as a digit of bricks is hard to read. */
const largestPixel = 16;

const atRest = { scale: 1, positionX: 0, positionY: 0 };

/** Where the image is in its window, for what lies over it; followed as it is zoomed, moved and laid out anew. */
const useFollowedPlace = (followed: boolean) => {
  const transform = useRef<ReactZoomPanPinchContentRef>(null);
  const image = useRef<HTMLImageElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const follow = useCallback(() => {
    const window = transform.current?.instance.wrapperComponent;
    if (!followed || !image.current || !window) return;
    setPlace(placeOf(image.current, window, transform.current?.state ?? atRest));
  }, [followed]);
  useEffect(() => {
    const window = transform.current?.instance.wrapperComponent;
    if (!followed || !window) return;
    const observer = new ResizeObserver(follow);
    observer.observe(window);
    return () => observer.disconnect();
  }, [followed, follow]);
  return { transform, image, place, follow };
};

type Props = Pick<LargeProps, 'viewer' | 'still' | 'onShowing'> & {
  src: string;
  alt: string;
  light: Light;
  /** What lies over it. */
  children?: ReactNode;
};

/** An image that is zoomed by wheel, pinch, keys and double click, and moved by dragging. */
export const Zoomable = ({ src, alt, light, onShowing, viewer, still = false, children }: Props) => {
  const { transform, image, place, follow } = useFollowedPlace(children !== undefined);
  const [window, setWindow] = useState<HTMLElement | null>(null);
  const [tries, setTries] = useState(0);
  const [showing, setShowing] = useState<Showing>('loading');
  const [natural, setNatural] = useState<{ width: number; height: number } | null>(null);
  useEffect(() => onShowing?.(showing), [showing, onShowing]);
  useEffect(follow, [natural, follow]);
  useImperativeHandle(viewer, (): Viewer => ({
    zoomIn: () => void transform.current?.zoomIn(0.5, 0),
    zoomOut: () => void transform.current?.zoomOut(0.5, 0),
    zoomReset: () => void transform.current?.resetTransform(0),
    scroll: () => {},
  }));
  const again = () => {
    setShowing('loading');
    setTries(tries + 1);
  };
  return (
    <div className={classes.pane}>
      {showing === 'failed' && <LoadFailed what="image" address={src} onRetry={again} />}
      <TransformWrapper
        ref={transform}
        minScale={1}
        maxScale={24}
        centerOnInit
        doubleClick={{ mode: 'toggle', animationTime: 0, disabled: still }}
        wheel={{ step: 0.005 }}
        panning={{ velocityDisabled: true, allowLeftClickPan: !still }}
        onInit={({ instance }) => setWindow(instance.wrapperComponent)}
        onTransform={follow}
      >
        <TransformComponent wrapperClass={classes.window} contentClass={classes.content}>
          <img
            key={tries}
            ref={image}
            src={src}
            alt={alt}
            className={classes.image}
            data-pixelated={(natural && Math.max(natural.width, natural.height) < small) || undefined}
            style={{
              ...lightOf(light),
              ...(natural && {
                maxWidth: natural.width * largestPixel,
                maxHeight: natural.height * largestPixel,
              }),
            }}
            data-showing={showing}
            decoding="sync"
            draggable={false}
            onLoad={({ currentTarget: loaded }) => {
              setNatural({ width: loaded.naturalWidth, height: loaded.naturalHeight });
              // Decoded before it is needed, so that showing it takes one frame.
              loaded.decode().then(
                () => setShowing('shown'),
                () => setShowing('failed'),
              );
            }}
            onError={() => setShowing('failed')}
          />
        </TransformComponent>
      </TransformWrapper>
      {children !== undefined &&
        window &&
        createPortal(<PlaceProvider value={place}>{children}</PlaceProvider>, window)}
    </div>
  );
};
