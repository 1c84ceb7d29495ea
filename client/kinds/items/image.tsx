import { t } from '@lingui/core/macro';
import { useSessionStorage } from '@mantine/hooks';
import { useCallback, useImperativeHandle, useRef, useState } from 'react';
import classes from './image.module.css';
import type { ItemKind, LargeProps, Showing, ThumbnailProps, Viewer } from './item-kind.ts';
import { LightControl } from './light-control.tsx';
import { lightKeyRows, lightKeys, lit, plain, type Light, type LightOrder } from './light.ts';
import { readImages, type ShownImage } from './payloads.ts';
import { UnknownLarge, UnknownThumbnail } from './unknown.tsx';
import { small, Zoomable } from './zoomable.tsx';

const alternative = ({ caption }: ShownImage, itemKey: string, of = '') =>
  caption ?? t`Image ${itemKey}${of}`;

/** How far several images have come, taken together: shown once all of them are. */
const together = (all: readonly Showing[], n: number): Showing => {
  if (all.includes('failed')) return 'failed';
  return all.length === n && all.every((one) => one === 'shown') ? 'shown' : 'loading';
};

const useTogether = (n: number, onShowing: LargeProps['onShowing']) => {
  const states = useRef(new Map<number, Showing>());
  return useCallback(
    (i: number, showing: Showing) => {
      states.current.set(i, showing);
      onShowing?.(together([...states.current.values()], n));
    },
    [n, onShowing],
  );
};

type PaneProps = Pick<LargeProps, 'still' | 'children'> & {
  image: ShownImage;
  alt: string;
  light: Light;
  at: number;
  onShown: (at: number, showing: Showing) => void;
  onViewer: (at: number, viewer: Viewer | null) => void;
};

/** One image with what stands below it. */
const Pane = ({ image, at, onShown, onViewer, ...rest }: PaneProps) => {
  const onShowing = useCallback((showing: Showing) => onShown(at, showing), [at, onShown]);
  const viewer = useCallback((one: Viewer | null) => onViewer(at, one), [at, onViewer]);
  return (
    <figure className={classes.figure}>
      <Zoomable src={image.src} onShowing={onShowing} viewer={viewer} {...rest} />
      {image.caption !== null && (
        <figcaption className={classes.caption} title={image.caption}>
          {image.caption}
        </figcaption>
      )}
    </figure>
  );
};

type ImagesProps = Omit<LargeProps, 'payload' | 'project' | 'behind'> & {
  images: readonly ShownImage[];
  caption: string | null;
};

/** The images of an item side by side, zoomed together by keys and each by itself by hand. */
const Images = ({ images, caption, itemKey, onShowing, viewer, small: isSmall, ...rest }: ImagesProps) => {
  // Kept while one works, and not for ever: whoever comes back sees what was sent.
  const [light, setLight] = useSessionStorage<Light>({ key: 'countersign.light', defaultValue: plain });
  const viewers = useRef(new Map<number, Viewer | null>());
  const [onViewer] = useState(() => (at: number, one: Viewer | null) => void viewers.current.set(at, one));
  const onShown = useTogether(images.length, onShowing);
  const each = (work: (one: Viewer) => void) => {
    for (const one of viewers.current.values()) if (one) work(one);
  };
  useImperativeHandle(viewer, (): Viewer => ({
    zoomIn: () => each((one) => one.zoomIn()),
    zoomOut: () => each((one) => one.zoomOut()),
    zoomReset: () => each((one) => one.zoomReset()),
    scroll: () => {},
    order: (order) => {
      if (order in lightOrders) setLight((before) => lit(before, order as LightOrder)); // it is one of them
    },
  }));
  const several = images.length > 1;
  return (
    <div className={classes.images} data-several={several || undefined}>
      <div className={classes.row}>
        {images.map((image, i) => (
          <Pane
            // An image has its place in the item, and no other name.
            key={i}
            at={i}
            image={image}
            alt={alternative(image, itemKey, several ? t`, ${i + 1} of ${images.length}` : '')}
            light={light}
            onShown={onShown}
            onViewer={onViewer}
            {...rest}
          />
        ))}
      </div>
      {caption !== null && (
        <p className={classes.caption} title={caption}>
          {caption}
        </p>
      )}
      {!isSmall && <LightControl light={light} onLight={setLight} />}
    </div>
  );
};

const lightOrders = Object.fromEntries(Object.values(lightKeys).map((order) => [order, true]));

const Large = ({ project, payload, behind: _, ...rest }: LargeProps) => {
  const read = readImages(project, payload);
  if (read === null) return <UnknownLarge project={project} payload={payload} {...rest} />;
  return <Images {...read} {...rest} />;
};

const Thumbnail = (props: ThumbnailProps) => {
  const [pixelated, setPixelated] = useState(false);
  const [image] = readImages(props.project, props.payload)?.images ?? [];
  if (image === undefined) return <UnknownThumbnail {...props} />;
  return (
    <img
      src={image.src}
      alt={alternative(image, props.itemKey)}
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

/** Images, one or several side by side: zoomed by wheel, pinch, keys and double click, moved by dragging, and lit. */
export const image: ItemKind = { Large, Thumbnail, zooms: true, orders: lightKeys, keys: lightKeyRows };
