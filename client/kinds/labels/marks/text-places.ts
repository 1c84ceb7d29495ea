import { codePointsOf } from '../../../../server/domain/code-points.ts';
import type { Place } from './item-view.ts';

/** Counts the places of a text on the page in code points. */
export type TextPlaces = {
  /** What is selected of it, without blanks at its ends; where nothing is, the caret's place; null: it is elsewhere. */
  selected: () => Place | null;
  /** A place on the page; null where the text is not there. */
  rangeOf: (place: Place) => Range | null;
  textAt: (place: Place) => string;
};

/** Code units of a text on the page before a boundary in it. */
const unitsBefore = (root: HTMLElement, node: Node, offset: number): number => {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, offset);
  return range.toString().length;
};

/** The text node that holds a place in code units, and the place in it. */
const boundaryAt = (root: HTMLElement, units: number): [Text, number] | null => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let before = 0;
  let last: Text | null = null;
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    if (units <= before + node.length) return [node, units - before];
    before += node.length;
    last = node;
  }
  return last && [last, last.length];
};

/** Moves the ends of a stretch of a text (code units) inwards over blanks; a stretch of blanks alone is none. */
const trimmed = (text: string, start: number, end: number): [number, number] | null => {
  const part = text.slice(start, end);
  const from = start + part.length - part.trimStart().length;
  return part.trim() === '' ? null : [from, from + part.trim().length];
};

/** The places of a text that stands below an element; `rootOf` gives it, or null while it does not. */
export const textPlacesOf = (text: string, rootOf: () => HTMLElement | null): TextPlaces => {
  const { fromUnits, toUnits } = codePointsOf(text);
  return {
    selected: () => {
      const root = rootOf();
      const selection = document.getSelection();
      if (root === null || selection === null || selection.rangeCount === 0) return null;
      const range = selection.getRangeAt(0);
      if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
      const start = unitsBefore(root, range.startContainer, range.startOffset);
      if (range.collapsed) return { start: fromUnits(start), end: fromUnits(start) };
      const ends = trimmed(text, start, unitsBefore(root, range.endContainer, range.endOffset));
      return ends && { start: fromUnits(ends[0]), end: fromUnits(ends[1]) };
    },
    rangeOf: ({ start, end }) => {
      const root = rootOf();
      const from = root && boundaryAt(root, toUnits(start));
      const to = root && boundaryAt(root, toUnits(end));
      if (!from || !to) return null;
      const range = document.createRange();
      range.setStart(...from);
      range.setEnd(...to);
      return range;
    },
    textAt: ({ start, end }) => text.slice(toUnits(start), toUnits(end)),
  };
};
