import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

type Props = {
  /** A tabler icon element; shown muted and large. */
  icon?: ReactNode;
  title: string;
  /** Why it is empty, and what would fill it. */
  children?: ReactNode;
  /** What to do about it. */
  actions?: ReactNode;
  /** Level of the heading in the page; 2 unless told. */
  order?: 2 | 3;
};

/** What stands where there is nothing to show: why, and what can be done. */
export const EmptyState = ({ icon, title, children, actions, order = 2 }: Props) => (
  <Stack align="center" gap="xs" className={classes.empty}>
    {icon !== undefined && (
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
    )}
    <Title order={order} size="h4">
      {title}
    </Title>
    {children !== undefined && (
      <Text c="dimmed" size="sm" maw={460} component="div">
        {children}
      </Text>
    )}
    {actions !== undefined && <div className={classes.actions}>{actions}</div>}
  </Stack>
);
