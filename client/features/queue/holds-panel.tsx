import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Hold } from '../../../server/features/queue/contract.ts';
import { AssignModal } from '../../ui/assigning/assign-modal.tsx';
import { locale } from '../../ui/locale.ts';
import { HoldTable } from './hold-table.tsx';

type Props = { project: string; holds: readonly Hold[]; held: number };

const reviews = (n: number) =>
  plural(n, { one: 'this review', other: `these ${n.toLocaleString(locale)} reviews` });

/** What people hold, to be taken back, for everybody or for somebody else. */
export const HoldsPanel = ({ project, holds, held }: Props) => {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [acting, setActing] = useState<'release' | 'reassign' | null>(null);
  const chosen = holds.filter(({ reviewId }) => marked.has(reviewId));
  return (
    <Paper component="section" p="lg" aria-labelledby="in-hand">
      <Group justify="space-between" align="flex-start" mb="md">
        <div>
          <Title order={2} size="h3" id="in-hand">
            <Trans>In hand</Trans>
          </Title>
          <Text size="sm" c="dimmed">
            {held === 0 ? t`Nobody holds anything at this moment.` : t`${held.toLocaleString(locale)} held.`}
            {held > holds.length && t` The ${holds.length} that are held longest are shown.`}
          </Text>
        </div>
        {holds.length > 0 && (
          <Group gap="xs">
            <Button variant="default" disabled={chosen.length === 0} onClick={() => setActing('release')}>
              <Trans>Release</Trans>
            </Button>
            <Button variant="default" disabled={chosen.length === 0} onClick={() => setActing('reassign')}>
              <Trans>Reassign</Trans>
            </Button>
          </Group>
        )}
      </Group>
      {holds.length > 0 && <HoldTable project={project} holds={holds} marked={marked} onMark={setMarked} />}
      {acting !== null && (
        <AssignModal
          key={acting}
          project={project}
          title={`${acting === 'release' ? t`Release` : t`Reassign`} ${reviews(chosen.length)}?`}
          batches={() => [{ reviews: chosen.map(({ reviewId }) => reviewId) }]}
          takeBack
          toAnyone={acting === 'release'}
          onClose={() => setActing(null)}
          onDone={() => setMarked(new Set())}
        >
          <Trans>
            {acting === 'release'
              ? t`Everybody who has the skill it needs may then be given it. `
              : t`It goes out of the hands that hold it. `}
            An answer that its holder sends all the same is kept as a further opinion, and they are told.
          </Trans>
        </AssignModal>
      )}
    </Paper>
  );
};
