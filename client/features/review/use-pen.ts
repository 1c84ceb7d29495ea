import { useCallback, useState } from 'react';
import { freshPen, type Pen } from '../../kinds/labels/label-kind.ts';

/** What is at hand for drawing on the item in sight; with each item a fresh one, but for the class. */
export const usePen = (reviewId: string | null) => {
  const [of, setOf] = useState(reviewId);
  const [pen, setPen] = useState(freshPen);
  if (of !== reviewId) {
    setOf(reviewId);
    setPen({ ...freshPen, className: pen.className });
  }
  const onPen = useCallback((change: Partial<Pen>) => setPen((before) => ({ ...before, ...change })), []);
  return { pen, onPen };
};
