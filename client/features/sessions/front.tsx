import { Trans } from '@lingui/react/macro';
import { Box, Paper, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { ColourSchemeMenu } from '../../ui/colour-scheme-menu.tsx';
import { LanguageMenu } from '../../ui/language-menu.tsx';
import classes from './front.module.css';

type Props = { title: string; description?: ReactNode; children: ReactNode };

/** The frame of the pages before the door: the product's name, and one thing to do. */
export const Front = ({ title, description, children }: Props) => {
  useDocumentTitle(`${title} · Countersign`);
  return (
    <Box className={classes.front}>
      <header className={classes.header}>
        <span className={classes.mark}>
          <Trans>
            <img src="/mark.svg" alt="" width={26} height={26} />
            Countersign
          </Trans>
        </span>
        <LanguageMenu />
        <ColourSchemeMenu />
      </header>
      <main className={classes.main}>
        <Paper className={classes.card}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {description !== undefined && (
            <Text c="dimmed" size="sm" mt={6} component="div">
              {description}
            </Text>
          )}
          <Box mt="lg">{children}</Box>
        </Paper>
        <Text size="sm" c="dimmed" ta="center" mt="lg">
          <Trans>A model signs, a person countersigns.</Trans>
        </Text>
      </main>
    </Box>
  );
};
