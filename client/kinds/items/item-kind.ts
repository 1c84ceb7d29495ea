import type { ComponentType, ReactNode, Ref } from 'react';
import type { Json } from '../../../server/domain/words.ts';
import type { LightOrder } from './light.ts';
import type { PlayerOrder } from './player.ts';

/** What can be asked of the large view of an item by key, as far as its kind knows it. */
export type ItemOrder = PlayerOrder | LightOrder;

/** How far an item has come in being shown. */
export type Showing = 'loading' | 'shown' | 'failed';

/** What the large view of an item lets its surroundings do by key or button. */
export type Viewer = {
  zoomIn: () => void;
  zoomOut: () => void;
  zoomReset: () => void;
  /** Scrolls by this share of what is in sight. */
  scroll: (share: number) => void;
  /** Where the item plays, or is lit. */
  order?: (order: ItemOrder) => void;
  /** Where it stands, in seconds; the length is NaN or infinite while it is not known. */
  playhead?: () => { time: number; duration: number };
  seek?: (seconds: number) => void;
};

export type LargeProps = {
  project: string;
  payload: Json;
  /** The sender's id, to name the item where it has no other name. */
  itemKey: string;
  /** Told whenever it changes; an item that failed can come to be shown on a further try. */
  onShowing?: ((showing: Showing) => void) | undefined;
  viewer?: Ref<Viewer> | undefined;
  /** Made ready behind another item: it is neither seen nor heard. */
  behind?: boolean;
  /** One of several side by side: seen, with nothing to press. */
  small?: boolean;
  /** Whether dragging with the main button leaves the view where it is, for what lies over the item. */
  still?: boolean;
  /** What lies over the item, where its kind lets anything: see `usePlace`. */
  children?: ReactNode;
};

export type ThumbnailProps = { project: string; payload: Json; itemKey: string };

/** Keys as the list of keys shows them, what they do, and whether they are letters, digits or signs. */
export type KeyRow = [keys: string[], what: string, character: boolean];

/** How one kind of item is shown: to be judged, and in a line of a list. */
export type ItemKind = {
  Large: ComponentType<LargeProps>;
  Thumbnail: ComponentType<ThumbnailProps>;
  /** Whether the large view can be zoomed. */
  zooms: boolean;
  /** What keys order the large view to do, where it plays or is lit. */
  orders: Readonly<Record<string, ItemOrder>>;
  /** The keys of its own that the review page lists. */
  keys: readonly KeyRow[];
};
