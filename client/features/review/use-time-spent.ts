import { useDocumentVisibility } from '@mantine/hooks';
import { useLayoutEffect, useRef } from 'react';
import { createStopwatch } from './desk/stopwatch.ts';

const now = () => performance.now();

/** Answers how long the thing called `id` was in sight, in ms, while `shown` and the tab not hidden. */
export const useTimeSpent = (id: string | null, shown: boolean): (() => number) => {
  const watch = useRef(createStopwatch(now));
  const visible = useDocumentVisibility() === 'visible';
  useLayoutEffect(() => watch.current.reset(), [id]);
  useLayoutEffect(() => watch.current.run(id !== null && shown && visible), [id, shown, visible]);
  return () => watch.current.read();
};
