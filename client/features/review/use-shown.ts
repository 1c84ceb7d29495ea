import { useCallback, useState } from 'react';
import type { Showing } from '../../kinds/items/item-kind.ts';

/** How far the items on the desk have come in being shown. */
export const useShown = () => {
  const [shown, setShown] = useState<ReadonlyMap<string, Showing>>(new Map());
  const onShowing = useCallback(
    (reviewId: string, showing: Showing) => setShown((before) => new Map(before).set(reviewId, showing)),
    [],
  );
  return { shown, onShowing };
};
