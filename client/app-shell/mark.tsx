import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { paths } from '../paths.ts';
import classes from './shell.module.css';

/** The product's sign and name; leads to the projects. */
export const Mark = () => (
  <Link {...paths.projects()} className={classes.mark} aria-label={t`Countersign: all projects`}>
    <img src="/mark.svg" alt="" width={26} height={26} />
    <Text span inherit visibleFrom="sm">
      <Trans>Countersign</Trans>
    </Text>
  </Link>
);
