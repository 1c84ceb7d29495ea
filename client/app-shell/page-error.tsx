import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Container } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { paths } from '../paths.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { LinkButton } from '../ui/links.tsx';
import { PageHeader } from '../ui/page-header.tsx';

/** Stands in for a page that broke. */
export const PageError = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Container size="sm" py="xl">
      <PageHeader title={t`This page cannot be shown`} />
      <ErrorPanel error={error} onRetry={retry} />
    </Container>
  );
};

/** Stands in for a page that is not there; outside the shell, so it brings its own `main`. */
export const NotFound = () => (
  <Container component="main" size="sm" py="xl">
    <PageHeader title={t`No such page`} />
    <EmptyState
      icon={<IconMapQuestion size={28} />}
      title={t`Nothing is at this address`}
      actions={
        <LinkButton {...paths.projects()} variant="default">
          <Trans>To your projects</Trans>
        </LinkButton>
      }
    >
      <Trans>The link may be old, or a letter may be missing.</Trans>
    </EmptyState>
  </Container>
);
