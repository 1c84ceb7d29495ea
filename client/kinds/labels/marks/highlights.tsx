import { useId, useLayoutEffect, useMemo } from 'react';
import type { Place } from './item-view.ts';
import type { TextPlaces } from './text-places.ts';

/** Places that are drawn alike: `#rrggbb`, filled or, as what is only suggested, underlined with dots. */
export type Drawing = { places: readonly Place[]; color: string; look: 'filled' | 'underlined' | 'dotted' };

const styleOf = ({ color, look }: Drawing): string => {
  const line = `text-decoration:underline ${look === 'dotted' ? 'dotted' : 'solid'} 3px ${color}`;
  return look === 'filled' ? `${line};background-color:${color}40` : line;
};

/**
 * Draws places of a text by CSS highlights, which leave its nodes alone: the caret stays, and a long text is not laid out anew.
 * A browser without them draws nothing; the marks are listed beside the text.
 */
export const Highlights = ({ places, drawings }: { places: TextPlaces; drawings: readonly Drawing[] }) => {
  const id = useId().replaceAll(/\W/g, '');
  const styles = useMemo(
    () => drawings.map((drawing, i) => `::highlight(${id}-${i}){${styleOf(drawing)}}`).join(''),
    [drawings, id],
  );
  useLayoutEffect(() => {
    if (!('highlights' in CSS)) return;
    drawings.forEach((drawing, i) => {
      const ranges = drawing.places.map(places.rangeOf).filter((range) => range !== null);
      CSS.highlights.set(`${id}-${i}`, new Highlight(...ranges));
    });
    return () => drawings.forEach((_, i) => CSS.highlights.delete(`${id}-${i}`));
  }, [drawings, places, id]);
  return <style>{styles}</style>;
};
