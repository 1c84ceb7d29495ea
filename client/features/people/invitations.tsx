import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Paper, Table, Text, Title } from '@mantine/core';
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import type { peopleContract } from '../../../server/features/people/contract.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { roleMeanings } from '../../ui/roles.ts';
import { TimeAgo } from '../../ui/time.tsx';

type Invitation = ReplyOf<typeof peopleContract.list>['invitations'][number];
type Props = {
  invitations: Invitation[];
  /** Key of the list they came with. */
  stale: QueryKey;
  /** Takes one back; null: the reader may not. */
  withdraw: ((id: string) => Promise<unknown>) | null;
};

const whomOf = ({ email }: Invitation) => email ?? t`Whoever has the link`;

/** Invitations that nobody took up yet. */
export const Invitations = ({ invitations, stale, withdraw }: Props) => {
  const cache = useQueryClient();
  const [ending, setEnding] = useState<Invitation | null>(null);
  return (
    <section aria-labelledby="invitations">
      <Title order={2} size="h3" mb="sm" id="invitations">
        <Trans>Invitations</Trans>
      </Title>
      <Paper p={0}>
        <Table.ScrollContainer minWidth={560} type="native">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  <Trans>For</Trans>
                </Table.Th>
                <Table.Th w={120}>
                  <Trans>Role</Trans>
                </Table.Th>
                <Table.Th w={170}>
                  <Trans>Made by</Trans>
                </Table.Th>
                <Table.Th w={130}>
                  <Trans>Ends</Trans>
                </Table.Th>
                {withdraw && (
                  <Table.Th w={110}>
                    <span className="visually-hidden">
                      <Trans>Actions</Trans>
                    </span>
                  </Table.Th>
                )}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {invitations.map((invitation) => (
                <Table.Tr key={invitation.id}>
                  <Table.Td maw={260}>
                    <Text
                      size="sm"
                      truncate
                      title={whomOf(invitation)}
                      c={invitation.email ? undefined : 'dimmed'}
                    >
                      {whomOf(invitation)}
                    </Text>
                  </Table.Td>
                  <Table.Td>{roleMeanings[invitation.role].title}</Table.Td>
                  <Table.Td>{invitation.createdBy}</Table.Td>
                  <Table.Td>
                    <TimeAgo at={invitation.expiresAt} />
                  </Table.Td>
                  {withdraw && (
                    <Table.Td ta="right">
                      <Button
                        variant="subtle"
                        color="gray"
                        size="compact-sm"
                        aria-label={t`Withdraw the invitation for ${whomOf(invitation)}`}
                        onClick={() => setEnding(invitation)}
                      >
                        <Trans>Withdraw</Trans>
                      </Button>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Paper>
      <ConfirmModal
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={t`Withdraw the invitation?`}
        confirmLabel={t`Withdraw`}
        danger
        onConfirm={async () => {
          if (ending === null) return;
          await withdraw?.(ending.id);
          await cache.invalidateQueries({ queryKey: stale });
        }}
      >
        <Trans>The link stops working at once. You can make another.</Trans>
      </ConfirmModal>
    </section>
  );
};
