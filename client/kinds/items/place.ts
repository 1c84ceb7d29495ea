import { createContext, use } from 'react';
import type { Size } from '../../../server/domain/shapes.ts';

/** Where an image stands in its window: its left upper corner, and how many pixels of the screen one of its own takes. */
export type Place = { left: number; top: number; scale: number; size: Size; window: Size };

const PlaceContext = createContext<Place | null>(null);

/** Tells what lies over an image where it is. */
export const PlaceProvider = PlaceContext.Provider;

/** Where the image is that one lies over; null until it is known. */
export const usePlace = (): Place | null => use(PlaceContext);

type Transform = { scale: number; positionX: number; positionY: number };

/** The place of an image that fills its box as far as its form lets it, in a window that is zoomed and moved. */
export const placeOf = (
  image: HTMLImageElement,
  window: HTMLElement,
  { scale, positionX, positionY }: Transform,
): Place | null => {
  const {
    naturalWidth: width,
    naturalHeight: height,
    offsetLeft,
    offsetTop,
    offsetWidth,
    offsetHeight,
  } = image;
  if (width === 0 || height === 0) return null;
  const fit = Math.min(offsetWidth / width, offsetHeight / height);
  return {
    left: positionX + scale * (offsetLeft + (offsetWidth - width * fit) / 2),
    top: positionY + scale * (offsetTop + (offsetHeight - height * fit) / 2),
    scale: scale * fit,
    size: { width, height },
    window: { width: window.clientWidth, height: window.clientHeight },
  };
};
