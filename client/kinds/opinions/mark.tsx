import type { CSSProperties } from 'react';
import type { NamedAnswer } from '../labels/label-kind.ts';
import classes from './opinions.module.css';

/** The letter that tells an answer from the others, in its colour. */
export const Mark = ({ answer: { mark, color } }: { answer: Pick<NamedAnswer, 'mark' | 'color'> }) => (
  // React's type knows no custom properties.
  <span className={classes.mark} style={{ '--opinion-color': color } as CSSProperties} aria-hidden>
    {mark}
  </span>
);
