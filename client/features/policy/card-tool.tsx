import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

type ToolProps = {
  label: string;
  moves?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
};

/** A small button at the head of a card. */
export const CardTool = ({ label, moves = false, disabled = false, onClick, children }: ToolProps) => (
  <Tooltip label={label}>
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={label}
      data-move={moves || undefined}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  </Tooltip>
);
