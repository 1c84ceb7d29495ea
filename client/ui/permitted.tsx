import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProjectPermission } from '../../server/domain/roles.ts';
import { useMay, useMe } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { EmptyState } from './empty-state.tsx';
import { LinkButton } from './links.tsx';
import { PageHeader } from './page-header.tsx';

const Refused = ({ title, children }: { title: string; children: ReactNode }) => (
  <>
    <PageHeader title={title} />
    <EmptyState
      icon={<IconLock size={28} />}
      title={t`This page is not for your role`}
      actions={
        <LinkButton {...paths.projects()} variant="default">
          <Trans>To your projects</Trans>
        </LinkButton>
      }
    >
      {children}
    </EmptyState>
  </>
);

type Props = {
  /** What the page is called. */
  title: string;
  needs: ProjectPermission;
  children: ReactNode;
};

/** Shows a page of a project only to whoever has the permission it needs; the server refuses the others anyway. */
export const Permitted = ({ title, needs, children }: Props) =>
  useMay(needs) ? (
    children
  ) : (
    <Refused title={title}>
      <Trans>A lead of this project can open it, or give you the role.</Trans>
    </Refused>
  );

/** Shows a page only to admins. */
export const AdminsOnly = ({ title, children }: { title: string; children: ReactNode }) =>
  useMe().isAdmin ? (
    children
  ) : (
    <Refused title={title}>
      <Trans>Only admins of this server can open it.</Trans>
    </Refused>
  );
