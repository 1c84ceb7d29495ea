import { useImperativeHandle, useRef, type ReactNode } from 'react';
import type { LargeProps } from './item-kind.ts';
import classes from './scroller.module.css';

type Props = Pick<LargeProps, 'viewer'> & { label: string; children: ReactNode };

/** Holds an item that may be taller than its place; its surroundings can scroll it through the viewer. */
export const Scroller = ({ label, viewer, children }: Props) => {
  const element = useRef<HTMLDivElement>(null);
  useImperativeHandle(viewer, () => ({
    zoomIn: () => {},
    zoomOut: () => {},
    zoomReset: () => {},
    scroll: (share) => element.current?.scrollBy({ top: share * element.current.clientHeight }),
  }));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div className={classes.scroller} ref={element} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
};
