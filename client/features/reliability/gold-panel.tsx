import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Paper, Table, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { goldContract } from '../../../server/features/gold/contract.ts';
import type { InspectorGold } from '../../../server/features/reliability/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { Rate } from '../../ui/rate.tsx';
import { TimeAgo } from '../../ui/time.tsx';

/** How often each inspector gives the known answer of gold items, and who is paused for it. */
export const GoldPanel = ({ inspectors }: { inspectors: readonly InspectorGold[] }) => {
  const [toResume, askAbout] = useState<InspectorGold | null>(null);
  return (
    <Paper component="section" p="lg" aria-labelledby="gold-by-name">
      <Title order={2} size="h3" id="gold-by-name">
        <Trans>Gold items</Trans>
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md" maw={760}>
        <Trans>
          How often each inspector gives the answer that is known. They are not told which items these are,
          and see the suggestion on as many of them as on others.
        </Trans>
      </Text>
      {inspectors.length === 0 ? (
        <Text size="sm">
          <Trans>
            Nobody has answered a gold item yet. How many are mixed in is a setting of the project.
          </Trans>
        </Text>
      ) : (
        <Inspectors inspectors={inspectors} onResume={askAbout} />
      )}
      {toResume !== null && <Resume of={toResume} onClose={() => askAbout(null)} />}
    </Paper>
  );
};

type Rows = { inspectors: readonly InspectorGold[]; onResume: (one: InspectorGold) => void };

const Inspectors = ({ inspectors, onResume }: Rows) => (
  <Table.ScrollContainer
    minWidth={560}
    type="native"
    tabIndex={0}
    role="region"
    aria-labelledby="gold-by-name"
  >
    <Table layout="fixed" verticalSpacing={8}>
      <caption className="visually-hidden">
        <Trans>Share of gold items answered rightly, by inspector</Trans>
      </caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="28%">
            <Trans>Inspector</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Right on gold items</Trans>
          </Table.Th>
          <Table.Th w="34%">
            <Trans>Work</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {inspectors.map((one) => (
          <Table.Tr key={one.inspector.id}>
            <Table.Th scope="row">{one.inspector.name}</Table.Th>
            <Table.Td>
              <Rate {...one.right} />
            </Table.Td>
            <Table.Td>
              {one.pausedSince === null ? (
                t`Is given items`
              ) : (
                <>
                  <Trans>
                    Paused <TimeAgo at={one.pausedSince} />{' '}
                    <Button
                      size="xs"
                      variant="default"
                      onClick={() => onResume(one)}
                      aria-label={t`Let back ${one.inspector.name}`}
                    >
                      Let back
                    </Button>
                  </Trans>
                </>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

const Resume = ({ of: { inspector }, onClose }: { of: InspectorGold; onClose: () => void }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const resume = async () => {
    await call(goldContract.resume, { params: { project, user: inspector.id } });
    await cache.invalidateQueries({ queryKey: keys.reliability(project) });
  };
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={t`Let ${inspector.name} back to work?`}
      confirmLabel={t`Let back`}
      onConfirm={resume}
    >
      <Trans>Their answers to gold items count anew from now on. It is written to the audit log.</Trans>
    </ConfirmModal>
  );
};
