import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group as Row, Paper, Table, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { groupsContract, type Group } from '../../../server/features/groups/contract.ts';
import { call } from '../../api/call.ts';
import { groupsQuery, keys } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { GroupModal } from './group-modal.tsx';

type Props = { project: string; mayManage: boolean };

/** Groups and skills of a project, and who is in them. */
export const Groups = ({ project, mayManage }: Props) => {
  const { data: groups } = useQuery(groupsQuery(project));
  const [editing, setEditing] = useState<Group | 'new' | null>(null);
  const [removing, setRemoving] = useState<Group | null>(null);
  if (groups === undefined || (groups.length === 0 && !mayManage)) return null;
  return (
    <section aria-labelledby="groups">
      <Row justify="space-between" mb="sm" align="flex-end" wrap="nowrap">
        <div>
          <Title order={2} size="h3" id="groups">
            <Trans>Groups and skills</Trans>
          </Title>
          <Text size="sm" c="dimmed" maw={720}>
            <Trans>
              A group is a team, or all who have a skill. A rule of the policy can ask for a skill, and a lead
              can assign work to a group; only its members are then given it.
            </Trans>
          </Text>
        </div>
        {mayManage && (
          <Button
            variant="default"
            flex="none"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEditing('new')}
          >
            <Trans>Add</Trans>
          </Button>
        )}
      </Row>
      {groups.length > 0 && (
        <GroupTable groups={groups} onEdit={mayManage ? setEditing : null} onRemove={setRemoving} />
      )}
      {editing !== null && (
        <GroupModal
          project={project}
          group={editing === 'new' ? null : editing}
          taken={groups.map(({ name }) => name)}
          onClose={() => setEditing(null)}
        />
      )}
      {removing !== null && (
        <RemoveGroup project={project} group={removing} onClose={() => setRemoving(null)} />
      )}
    </section>
  );
};

type TableProps = {
  groups: readonly Group[];
  /** Null: the reader may change none. */
  onEdit: ((group: Group) => void) | null;
  onRemove: (group: Group) => void;
};

const GroupTable = ({ groups, onEdit, onRemove }: TableProps) => (
  <Paper p={0}>
    <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} role="region" aria-labelledby="groups">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="30%">
              <Trans>Group or skill</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Members</Trans>
            </Table.Th>
            {onEdit && (
              <Table.Th w={200}>
                <span className="visually-hidden">
                  <Trans>Actions</Trans>
                </span>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={group.name}>
              <Table.Td>
                {group.title}
                <Text size="xs" c="dimmed" ff="monospace">
                  {group.name}
                </Text>
              </Table.Td>
              <Table.Td>
                {group.members.length === 0 ? t`Nobody` : group.members.map(({ name }) => name).join(', ')}
              </Table.Td>
              {onEdit && (
                <Table.Td>
                  <Row gap="xs" wrap="nowrap" justify="flex-end">
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t`Edit ${group.title}`}
                      onClick={() => onEdit(group)}
                    >
                      <Trans>Edit</Trans>
                    </Button>
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t`Remove ${group.title}`}
                      onClick={() => onRemove(group)}
                    >
                      <Trans>Remove</Trans>
                    </Button>
                  </Row>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  </Paper>
);

const RemoveGroup = ({ project, group, onClose }: { project: string; group: Group; onClose: () => void }) => {
  const cache = useQueryClient();
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={t`Remove ${group.title}?`}
      confirmLabel={t`Remove`}
      danger
      onConfirm={async () => {
        await call(groupsContract.remove, { params: { project, name: group.name } });
        await cache.invalidateQueries({ queryKey: keys.groups(project) });
      }}
    >
      <Trans>
        What waits for it is then for everybody. While a rule of the policy or the project’s settings ask for
        it, it stays.
      </Trans>
    </ConfirmModal>
  );
};
