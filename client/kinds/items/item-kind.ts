import type { ComponentType, Ref } from 'react';
import type { Json } from '../../../server/domain/words.ts';

/** How far an item has come in being shown. */
export type Showing = 'loading' | 'shown' | 'failed';

/** What the large view of an item lets its surroundings do by key or button. */
export type Viewer = {
  zoomIn: () => void;
  zoomOut: () => void;
  zoomReset: () => void;
  /** Scrolls by this share of what is in sight. */
  scroll: (share: number) => void;
};

export type LargeProps = {
  project: string;
  payload: Json;
  /** The sender's id, to name the item where it has no other name. */
  itemKey: string;
  /** Told whenever it changes; an item that failed can come to be shown on a further try. */
  onShowing?: ((showing: Showing) => void) | undefined;
  viewer?: Ref<Viewer> | undefined;
};

export type ThumbnailProps = { project: string; payload: Json; itemKey: string };

/** How one kind of item is shown: to be judged, and in a line of a list. */
export type ItemKind = {
  Large: ComponentType<LargeProps>;
  Thumbnail: ComponentType<ThumbnailProps>;
  /** Whether the large view can be zoomed. */
  zooms: boolean;
};
