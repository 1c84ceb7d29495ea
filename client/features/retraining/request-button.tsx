import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { labelsContract } from '../../../server/features/labels/contract.ts';
import { retrainingContract, type Retraining } from '../../../server/features/retraining/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { countText } from '../../ui/proportion.tsx';

/** Asks for a training by hand, once it is said what it would be done with. */
export const RequestButton = ({ retraining }: { retraining: Retraining }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const mayRequest = useMay('retraining.request');
  const [asking, setAsking] = useState(false);
  if (!mayRequest) return null;
  const request = async () => {
    await call(retrainingContract.request, { params: { project } });
    await cache.invalidateQueries({ queryKey: keys.retraining(project) });
  };
  return (
    <>
      <Button
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        disabled={retraining.hold === 'open'}
        onClick={() => setAsking(true)}
      >
        <Trans>Request a training</Trans>
      </Button>
      <ConfirmModal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t`Request a training`}
        confirmLabel={t`Request it`}
        onConfirm={request}
      >
        <Contents newLabels={retraining.newLabels} />
      </ConfirmModal>
    </>
  );
};

const Contents = ({ newLabels }: { newLabels: number }) => {
  const { slug: project } = useProject();
  const count = useQuery({
    queryKey: keys.labelCount(project, {}),
    queryFn: ({ signal }) => call(labelsContract.count, { params: { project }, query: {}, signal }),
  });
  const all =
    count.data === undefined ? t`All labels in force` : t`${countText(count.data.total)} labels in force`;
  return (
    <>
      <Trans>
        {all}, {countText(newLabels)} of them new by people since the last training. They are frozen as a file
        with a hash; the trainer is told once that is written.
      </Trans>
    </>
  );
};
