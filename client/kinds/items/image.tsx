import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import { TransformComponent, TransformWrapper, type ReactZoomPanPinchContentRef } from 'react-zoom-pan-pinch';
import { LoadFailed } from './load-failed.tsx';
import classes from './image.module.css';
import type { ItemKind, LargeProps, Showing, ThumbnailProps } from './item-kind.ts';
import { readImage } from './payloads.ts';
import { UnknownLarge, UnknownThumbnail } from './unknown.tsx';

/** Images smaller than this are drawn with hard pixels, as a blurred 28 × 28 digit helps nobody. */
const small = 128;
/** A pixel of an image is drawn at most this many wide, as a digit of bricks is hard to read. */
const largestPixel = 16;

const alternative = (caption: string | null, itemKey: string) => caption ?? `Image ${itemKey}`;

const Zoomable = ({
  src,
  caption,
  itemKey,
  onShowing,
  viewer,
}: Omit<LargeProps, 'payload' | 'project'> & { src: string; caption: string | null }) => {
  const transform = useRef<ReactZoomPanPinchContentRef>(null);
  const [tries, setTries] = useState(0);
  const [showing, setShowing] = useState<Showing>('loading');
  const [natural, setNatural] = useState<{ width: number; height: number } | null>(null);
  useEffect(() => onShowing?.(showing), [showing, onShowing]);
  useImperativeHandle(viewer, () => ({
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
    <figure className={classes.figure}>
      {showing === 'failed' && <LoadFailed what="image" address={src} onRetry={again} />}
      <TransformWrapper
        ref={transform}
        minScale={1}
        maxScale={24}
        centerOnInit
        doubleClick={{ mode: 'toggle', animationTime: 0 }}
        wheel={{ step: 0.005 }}
        panning={{ velocityDisabled: true }}
      >
        <TransformComponent wrapperClass={classes.window} contentClass={classes.content}>
          <img
            key={tries}
            src={src}
            alt={alternative(caption, itemKey)}
            className={classes.image}
            data-pixelated={(natural && Math.max(natural.width, natural.height) < small) || undefined}
            style={
              natural
                ? { maxWidth: natural.width * largestPixel, maxHeight: natural.height * largestPixel }
                : undefined
            }
            data-showing={showing}
            decoding="sync"
            draggable={false}
            onLoad={({ currentTarget: image }) => {
              setNatural({ width: image.naturalWidth, height: image.naturalHeight });
              // Decoded before it is needed, so that showing it takes one frame.
              image.decode().then(
                () => setShowing('shown'),
                () => setShowing('failed'),
              );
            }}
            onError={() => setShowing('failed')}
          />
        </TransformComponent>
      </TransformWrapper>
      {caption !== null && (
        <figcaption className={classes.caption} title={caption}>
          {caption}
        </figcaption>
      )}
    </figure>
  );
};

const Large = ({ project, payload, ...rest }: LargeProps) => {
  const image = readImage(project, payload);
  if (image === null) return <UnknownLarge project={project} payload={payload} {...rest} />;
  return <Zoomable {...image} {...rest} />;
};

const Thumbnail = (props: ThumbnailProps) => {
  const [pixelated, setPixelated] = useState(false);
  const image = readImage(props.project, props.payload);
  if (image === null) return <UnknownThumbnail {...props} />;
  return (
    <img
      src={image.src}
      alt={alternative(image.caption, props.itemKey)}
      title={image.caption ?? undefined}
      className={classes.thumbnail}
      data-pixelated={pixelated || undefined}
      loading="lazy"
      decoding="async"
      draggable={false}
      onLoad={({ currentTarget }) => setPixelated(currentTarget.naturalWidth < small)}
    />
  );
};

/** Images: zoomed by wheel, pinch, keys and double click, moved by dragging. */
export const image: ItemKind = { Large, Thumbnail, zooms: true, orders: {}, keys: [] };
