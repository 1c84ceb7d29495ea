import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** That figures by class are not told here, as a sentence. */
export const NotByClass = ({ children }: { children: ReactNode }) => (
  <Text size="sm" c="dimmed" maw={760}>
    {children}
  </Text>
);
