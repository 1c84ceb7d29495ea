import { Trans } from '@lingui/react/macro';
import { Paper, Text, Title } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMay } from '../../api/queries.ts';
import classes from './datasets.module.css';

type Props = {
  /** Names the section. */
  id: string;
  title: string;
  hint: string;
  children: ReactNode;
};

/** A part of a snapshot's page that tells labels one by one; in its place, why it is kept from those who judge. */
export const TellingSection = ({ id, title, hint, children }: Props) => {
  const judges = useMay('reviews.work');
  return (
    <Paper component="section" p="lg" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="md" maw={760}>
        {hint}
      </Text>
      {judges ? (
        <Text size="sm" className={classes.withheld} maw={760}>
          <IconEyeOff size={16} aria-hidden />
          <span>
            <Trans>
              Kept from you, as it tells labels of items that you may yet be asked to judge blind. An analyst,
              or an API key, gets it.
            </Trans>
          </span>
        </Text>
      ) : (
        children
      )}
    </Paper>
  );
};
