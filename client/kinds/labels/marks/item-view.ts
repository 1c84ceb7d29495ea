import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Interval } from '../../../../server/domain/intervals.ts';

/** A stretch of an item, in what its kind of label counts in. */
export type Place = Pick<Interval, 'start' | 'end'>;

/** What the view of an item does for the answer that stands beside it. */
export type ItemView = {
  /** What is at a place, in words. */
  wordsAt: (place: Place) => string;
  /** Brings a place into sight, and selects it. */
  show: (place: Place) => void;
  /** Gives the item the focus, so that a place can be selected by keys. */
  focus: () => void;
  /** Where what plays stands, in seconds. */
  playhead?: () => number;
  /** The place that a class is meant for, beside this selection; absent: what is selected. */
  placeMeant?: (selected: Place | null) => Place;
};

// One item is on show at a time, and keys ask for its selection from outside of React.
let view: ItemView | null = null;
let selected: Place | null = null;
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Says which place of the item on show is selected; null: none. */
export const select = (place: Place | null): void => {
  if (place?.start === selected?.start && place?.end === selected?.end) return;
  selected = place;
  tell();
};

/** The place that would be marked; null: none. */
export const placeToMark = (): Place | null => (view?.placeMeant ? view.placeMeant(selected) : selected);

/** Where what plays stands; null where nothing does. */
export const playhead = (): number | null => view?.playhead?.() ?? null;

/** The place that is selected; null: none. */
export const selectedPlace = (): Place | null => selected;

export const useSelected = (): Place | null => useSyncExternalStore(subscribe, () => selected);

/** The view of the item on show; null while there is none. */
export const useItemView = (): ItemView | null => useSyncExternalStore(subscribe, () => view);

/** Serves the answer beside the item while that is on show; `own` must stay the same from render to render. */
export const useServedView = (own: ItemView | null): void => {
  // Before anything is painted: whoever sees an item may press a key at once.
  useLayoutEffect(() => {
    if (own === null) return;
    view = own;
    selected = null;
    tell();
    return () => {
      view = null;
      selected = null;
      tell();
    };
  }, [own]);
};
