import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import { keysContract } from '../../../server/features/keys/contract.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { permissionMeanings } from '../../ui/roles.ts';
import { TimeAgo, useNow } from '../../ui/time.tsx';
import { RotateModal } from './rotate-modal.tsx';

type Key = ReplyOf<typeof keysContract.list>['keys'][number];
type Props = { project: string; list: Key[]; onRotated: (made: ReplyOf<typeof keysContract.rotate>) => void };

/** Until when a key works: `null` for ever, `revoked`, or an instant, past or to come. */
const Ends = ({ value: { revokedAt, expiresAt } }: { value: Key }) => {
  const now = useNow();
  if (revokedAt !== null)
    return (
      <Text size="sm">
        <Trans>
          revoked <TimeAgo at={revokedAt} />
        </Trans>
      </Text>
    );
  if (expiresAt === null)
    return (
      <Text size="sm" c="dimmed">
        <Trans>never</Trans>
      </Text>
    );
  return (
    <Text size="sm">
      {Date.parse(expiresAt) < now && t`expired `}
      <TimeAgo at={expiresAt} />
    </Text>
  );
};

type RowsProps = { list: Key[]; actions: ((key: Key) => ReactNode) | null };

const Rows = ({ list, actions }: RowsProps) => (
  <Paper p={0}>
    <Table.ScrollContainer minWidth={700} type="native">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Name</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>May</Trans>
            </Table.Th>
            <Table.Th w={120}>
              <Trans>Last used</Trans>
            </Table.Th>
            <Table.Th w={130}>
              <Trans>Ends</Trans>
            </Table.Th>
            {actions && (
              <Table.Th w={170}>
                <span className="visually-hidden">
                  <Trans>Actions</Trans>
                </span>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.map((key) => (
            <Table.Tr key={key.id}>
              <Table.Td maw={260}>
                <Text size="sm" fw={550} lineClamp={2} title={key.name}>
                  {key.name}
                </Text>
                <Text size="xs" c="dimmed">
                  <Trans>
                    <span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>{key.prefix}…</span>{' '}
                    by {key.createdBy}, <TimeAgo at={key.createdAt} />
                  </Trans>
                </Text>
              </Table.Td>
              <Table.Td>
                <Group gap={4}>
                  {key.permissions.map((permission) => (
                    <Badge key={permission} color="gray" title={permissionMeanings[permission]}>
                      {permission}
                    </Badge>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td>
                {key.lastUsedAt === null ? (
                  <Text size="sm" c="dimmed">
                    <Trans>never</Trans>
                  </Text>
                ) : (
                  <TimeAgo at={key.lastUsedAt} />
                )}
              </Table.Td>
              <Table.Td>
                <Ends value={key} />
              </Table.Td>
              {actions && <Table.Td>{actions(key)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  </Paper>
);

/** The keys that work, and below them those that ended. */
export const KeysTable = ({ project, list, onRotated }: Props) => {
  const cache = useQueryClient();
  const now = useNow();
  const [rotating, setRotating] = useState<Key | null>(null);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const isOver = ({ revokedAt, expiresAt }: Key) =>
    revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) < now);
  const working = list.filter((key) => !isOver(key));
  const ended = list.filter(isOver);
  return (
    <Stack gap="xl" maw={1200}>
      {working.length === 0 ? (
        <Text size="sm">
          <Trans>No key works at present.</Trans>
        </Text>
      ) : (
        <Rows
          list={working}
          actions={(key) => (
            <Group gap={4} wrap="nowrap" justify="flex-end">
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t`Rotate ${key.name}`}
                onClick={() => setRotating(key)}
              >
                <Trans>Rotate</Trans>
              </Button>
              <Button
                variant="subtle"
                color="red"
                size="compact-sm"
                aria-label={t`Revoke ${key.name}`}
                onClick={() => setRevoking(key)}
              >
                <Trans>Revoke</Trans>
              </Button>
            </Group>
          )}
        />
      )}
      {ended.length > 0 && (
        <section aria-labelledby="ended">
          <Title order={2} size="h3" mb="sm" id="ended">
            <Trans>Ended</Trans>
          </Title>
          <Rows list={ended} actions={null} />
        </section>
      )}
      <RotateModal
        project={project}
        subject={rotating}
        onClose={() => setRotating(null)}
        onMade={onRotated}
      />
      <ConfirmModal
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t`Revoke “${revoking?.name ?? ''}”?`}
        confirmLabel={t`Revoke`}
        danger
        onConfirm={async () => {
          if (revoking === null) return;
          await call(keysContract.revoke, { params: { project, id: revoking.id } });
          await cache.invalidateQueries({ queryKey: keys.apiKeys(project) });
        }}
      >
        <Trans>
          Every request with it is refused at once, and it cannot be brought back. To change a key without a
          gap, rotate it instead.
        </Trans>
      </ConfirmModal>
    </Stack>
  );
};
