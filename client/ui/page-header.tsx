import { Box, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';

type Props = {
  title: string;
  /** One sentence on what the page is for. */
  description?: ReactNode;
  /** Buttons at the right; below the title on narrow screens. */
  actions?: ReactNode;
  /** What stands above the title, such as the way back. */
  above?: ReactNode;
};

/** The head of a page: its only `h1`, a line on what it is for, and its actions. It also names the browser's tab. */
export const PageHeader = ({ title, description, actions, above }: Props) => {
  useDocumentTitle(`${title} · Countersign`);
  return (
    <Box component="header" className={classes.header}>
      <Box className={classes.words}>
        {above}
        <Title order={1} className={classes.title} title={title}>
          {title}
        </Title>
        {description !== undefined && (
          <Text c="dimmed" size="sm" mt={4} maw={720}>
            {description}
          </Text>
        )}
      </Box>
      {actions !== undefined && (
        <Group gap="xs" className={classes.actions}>
          {actions}
        </Group>
      )}
    </Box>
  );
};
