import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import classes from './answer-panel.module.css';

/** The part of the answer panel above the answers, which scrolls where it is long. */
export const Context = ({ children }: { children: ReactNode }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
  <section className={classes.context} aria-label={t`About the item`} tabIndex={0}>
    {children}
  </section>
);
