import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Badge, NativeSelect, Paper, Table, Text } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import { projectRoles, type ProjectRole } from '../../../server/domain/roles.ts';
import { peopleContract } from '../../../server/features/people/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMe } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import { roleChoices, roleMeanings } from '../../ui/roles.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { PersonName } from './person-name.tsx';

type People = ReplyOf<typeof peopleContract.list>;
type Member = People['members'][number];
type Props = { project: string; members: Member[]; mayManage: boolean };

/** The members of a project; a lead gives roles and takes people out. */
export const Members = ({ project, members, mayManage }: Props) => {
  const me = useMe();
  const cache = useQueryClient();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const refresh = async () => {
    await Promise.all([
      cache.invalidateQueries({ queryKey: keys.people(project) }),
      cache.invalidateQueries({ queryKey: keys.groups(project) }),
      cache.invalidateQueries({ queryKey: keys.me }),
    ]);
  };
  const setRole = useMutation({
    mutationFn: ({ member, role }: { member: Member; role: ProjectRole }) =>
      call(peopleContract.setRole, { params: { project, user: member.id }, body: { role } }),
    onMutate: ({ member, role }) => {
      cache.setQueryData<People>(
        keys.people(project),
        (known) =>
          known && { ...known, members: known.members.map((m) => (m.id === member.id ? { ...m, role } : m)) },
      );
    },
    onSuccess: (_, { member, role }) => notifyDone(`${member.name}: ${roleMeanings[role].title}`),
    onError: notifyError(t`The role is not changed`),
    onSettled: refresh,
  });
  if (members.length === 0)
    return (
      <EmptyState title={t`Nobody yet`}>
        <Trans>Invite inspectors, analysts and leads by link.</Trans>
      </EmptyState>
    );
  return (
    <Paper p={0}>
      <Table.ScrollContainer minWidth={620} type="native">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Trans>Person</Trans>
              </Table.Th>
              <Table.Th w={160}>
                <Trans>Role</Trans>
              </Table.Th>
              <Table.Th w={140}>
                <Trans>Last seen</Trans>
              </Table.Th>
              {mayManage && (
                <Table.Th w={60}>
                  <span className="visually-hidden">
                    <Trans>Actions</Trans>
                  </span>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {members.map((member) => {
              const { id, name, email, role, disabled, lastSeenAt } = member;
              const isFixed = role === 'admin' || !mayManage;
              return (
                <Table.Tr key={id}>
                  <Table.Td>
                    <PersonName name={name} email={email} isMe={id === me.id} isDisabled={disabled} />
                  </Table.Td>
                  <Table.Td>
                    {isFixed ? (
                      <Badge color={role === 'admin' ? 'ink' : 'gray'} title={roleMeanings[role].description}>
                        {roleMeanings[role].title}
                      </Badge>
                    ) : (
                      <NativeSelect
                        aria-label={t`Role of ${name}`}
                        data={roleChoices(projectRoles)}
                        value={role}
                        onChange={(event) => {
                          const chosen = projectRoles.find((r) => r === event.currentTarget.value);
                          if (chosen) setRole.mutate({ member, role: chosen });
                        }}
                      />
                    )}
                  </Table.Td>
                  <Table.Td>
                    {lastSeenAt === null ? (
                      <Text size="sm" c="dimmed">
                        <Trans>never</Trans>
                      </Text>
                    ) : (
                      <TimeAgo at={lastSeenAt} />
                    )}
                  </Table.Td>
                  {mayManage && (
                    <Table.Td>
                      {role !== 'admin' && (
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          size={36}
                          aria-label={t`Take ${name} out of the project`}
                          title={t`Take out of the project`}
                          onClick={() => setLeaving(member)}
                        >
                          <IconUserMinus size={18} aria-hidden />
                        </ActionIcon>
                      )}
                    </Table.Td>
                  )}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ConfirmModal
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t`Take ${leaving?.name ?? ''} out of the project?`}
        confirmLabel={t`Take out`}
        danger
        onConfirm={async () => {
          if (leaving === null) return;
          await call(peopleContract.remove, { params: { project, user: leaving.id } });
          await refresh();
        }}
      >
        <Trans>
          What they hold, or is assigned to them, goes back to the queue. Their decisions stay, and they keep
          their account. They can be invited again.
        </Trans>
      </ConfirmModal>
    </Paper>
  );
};
