import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import classes from './choice.module.css';

/** That there is no answer, or only this to say of it. */
export const NoAnswer = ({
  size = 'md',
  children = t`No answer`,
}: {
  size?: 'sm' | 'md' | 'lg' | undefined;
  children?: ReactNode;
}) => (
  <span className={classes.none} data-size={size}>
    {children}
  </span>
);
