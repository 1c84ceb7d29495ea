import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Stack, TextInput } from '@mantine/core';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleContract } from '../../../server/features/people/contract.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { AdminsOnly } from '../../ui/permitted.tsx';
import { Accounts } from './accounts.tsx';
import { Invitations } from './invitations.tsx';
import { InviteAdminModal } from './invite-admin-modal.tsx';

/** Every account of the server, for admins. */
export const AccountsPage = () => (
  <AdminsOnly title={t`Accounts`}>
    <Page />
  </AdminsOnly>
);

const withdraw = (id: string) => call(peopleContract.withdrawAdminInvitation, { params: { id } });

const Page = () => {
  const [sought, setSought] = useState('');
  const [inviting, setInviting] = useState(false);
  const people = useQuery({
    queryKey: keys.accounts,
    queryFn: ({ signal }) => call(peopleContract.accounts, { signal }),
  });
  const accounts = people.data?.accounts ?? [];
  const words = sought.trim().toLowerCase();
  const found = accounts.filter(
    ({ name, email }) => name.toLowerCase().includes(words) || email.toLowerCase().includes(words),
  );
  return (
    <>
      <PageHeader
        title={t`Accounts`}
        description={t`Everybody with an account on this server. People join projects by invitation, on the project’s People page.`}
        actions={
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
            <Trans>Invite an admin</Trans>
          </Button>
        }
      />
      {people.data === undefined &&
        (people.isPending ? (
          <Loading />
        ) : (
          <ErrorPanel
            error={people.error}
            title={t`The accounts cannot be listed`}
            onRetry={() => void people.refetch()}
          />
        ))}
      {people.data !== undefined && (
        <Stack maw={1100}>
          <TextInput
            aria-label={t`Search by name or e-mail address`}
            placeholder={t`Name or e-mail address`}
            leftSection={<IconSearch size={16} aria-hidden />}
            maw={340}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
          {found.length === 0 ? (
            <EmptyState title={t`Nobody by this name`}>
              <Trans>No account has “{sought.trim()}” in name or address.</Trans>
            </EmptyState>
          ) : (
            <Accounts accounts={found} />
          )}
          {people.data.invitations.length > 0 && (
            <Invitations invitations={people.data.invitations} stale={keys.accounts} withdraw={withdraw} />
          )}
        </Stack>
      )}
      <InviteAdminModal opened={inviting} onClose={() => setInviting(false)} />
    </>
  );
};
