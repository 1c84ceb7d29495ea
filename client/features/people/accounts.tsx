import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Badge, Group, Menu, Paper, Table, Text } from '@mantine/core';
import {
  IconDots,
  IconLink,
  IconShield,
  IconShieldOff,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import { peopleContract } from '../../../server/features/people/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMe } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { notifyError } from '../../ui/notify.ts';
import { roleMeanings } from '../../ui/roles.ts';
import { SecretModal } from '../../ui/secret-modal.tsx';
import { Instant, TimeAgo } from '../../ui/time.tsx';
import { accountChanges, type AccountChange } from './account-changes.ts';
import { PersonName } from './person-name.tsx';
import { inSentence } from '../../ui/in-sentence.ts';

type Account = ReplyOf<typeof peopleContract.accounts>['accounts'][number];

/** Accounts in a table, with what an admin can do about each. */
export const Accounts = ({ accounts }: { accounts: Account[] }) => {
  const me = useMe();
  const cache = useQueryClient();
  const [asked, setAsked] = useState<{ account: Account; change: AccountChange } | null>(null);
  const link = useMutation({
    mutationFn: (account: Account) => call(peopleContract.signInLink, { params: { user: account.id } }),
    onError: notifyError(t`No link was made`),
  });
  const words = asked && accountChanges[asked.change];
  return (
    <Paper p={0}>
      <Table.ScrollContainer minWidth={680} type="native">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Trans>Person</Trans>
              </Table.Th>
              <Table.Th>
                <Trans>Projects</Trans>
              </Table.Th>
              <Table.Th w={140}>
                <Trans>Last seen</Trans>
              </Table.Th>
              <Table.Th w={60}>
                <span className="visually-hidden">
                  <Trans>Actions</Trans>
                </span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {accounts.map((account) => (
              <Table.Tr key={account.id}>
                <Table.Td>
                  <PersonName
                    name={account.name}
                    email={account.email}
                    isMe={account.id === me.id}
                    isDisabled={account.disabled}
                    isAdmin={account.isAdmin}
                  />
                </Table.Td>
                <Table.Td>
                  <Group gap={4}>
                    {account.projects.map(({ slug, role }) => (
                      <Badge key={slug} color="gray">
                        {slug}: {inSentence(roleMeanings[role].title)}
                      </Badge>
                    ))}
                    {account.projects.length === 0 && (
                      <Text size="sm" c="dimmed">
                        {account.isAdmin ? t`all` : t`none`}
                      </Text>
                    )}
                  </Group>
                </Table.Td>
                <Table.Td>
                  {account.lastSeenAt === null ? (
                    <Text size="sm" c="dimmed">
                      <Trans>never</Trans>
                    </Text>
                  ) : (
                    <TimeAgo at={account.lastSeenAt} />
                  )}
                </Table.Td>
                <Table.Td>
                  <Menu position="bottom-end" width={230} portalProps={{ target: '#page' }}>
                    <Menu.Target>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size={36}
                        aria-label={t`Actions for ${account.name}`}
                      >
                        <IconDots size={18} aria-hidden />
                      </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item
                        leftSection={<IconLink size={16} aria-hidden />}
                        disabled={account.disabled}
                        onClick={() => link.mutate(account)}
                      >
                        <Trans>Make a sign-in link</Trans>
                      </Menu.Item>
                      <Menu.Divider />
                      {account.isAdmin ? (
                        <Menu.Item
                          leftSection={<IconShieldOff size={16} aria-hidden />}
                          onClick={() => setAsked({ account, change: 'demote' })}
                        >
                          <Trans>Take admin rights away</Trans>
                        </Menu.Item>
                      ) : (
                        <Menu.Item
                          leftSection={<IconShield size={16} aria-hidden />}
                          onClick={() => setAsked({ account, change: 'promote' })}
                        >
                          <Trans>Make an admin</Trans>
                        </Menu.Item>
                      )}
                      {account.disabled ? (
                        <Menu.Item
                          leftSection={<IconUserCheck size={16} aria-hidden />}
                          onClick={() => setAsked({ account, change: 'enable' })}
                        >
                          <Trans>Enable</Trans>
                        </Menu.Item>
                      ) : (
                        <Menu.Item
                          leftSection={<IconUserOff size={16} aria-hidden />}
                          onClick={() => setAsked({ account, change: 'disable' })}
                        >
                          <Trans>Disable</Trans>
                        </Menu.Item>
                      )}
                    </Menu.Dropdown>
                  </Menu>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ConfirmModal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={words?.title(asked?.account.name ?? '') ?? ''}
        confirmLabel={words?.confirm ?? ''}
        danger={words?.danger ?? false}
        onConfirm={async () => {
          if (asked === null) return;
          await call(peopleContract.updateAccount, {
            params: { user: asked.account.id },
            body: accountChanges[asked.change].body,
          });
          await cache.invalidateQueries({ queryKey: keys.accounts });
        }}
      >
        {words?.consequence}
      </ConfirmModal>
      <SecretModal
        title={t`Pass this link on to ${link.variables?.name ?? ''}`}
        label={t`Sign-in link`}
        secret={link.data?.url ?? null}
        onClose={() => link.reset()}
      >
        <Trans>
          Whoever opens it is signed in as them, once. It is good until{' '}
          {link.data && <Instant at={link.data.expiresAt} />}.
        </Trans>
      </SecretModal>
    </Paper>
  );
};
