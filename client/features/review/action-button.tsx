import { Button, Kbd } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './answer-panel.module.css';

/** A way around an answer, with its key. */
export const ActionButton = ({
  letter,
  keys,
  ...props
}: {
  letter: string;
  keys: boolean;
  icon: ReactNode;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
}) => {
  const { icon, children, ...rest } = props;
  return (
    <Button
      variant="default"
      className={classes.action}
      leftSection={icon}
      rightSection={keys && <Kbd size="xs">{letter.toUpperCase()}</Kbd>}
      aria-keyshortcuts={keys ? letter : undefined}
      {...rest}
    >
      {children}
    </Button>
  );
};
