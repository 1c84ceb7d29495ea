import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { queueContract } from '../../../server/features/queue/contract.ts';
import { call } from '../../api/call.ts';
import { BatchModal } from './batch-modal.tsx';
import { useBatches, type Batches } from './use-batches.ts';

type Props = { project: string; title: string; batches: Batches<string[]>; onClose: () => void };

/** Puts decided items back into review. */
export const RequeueModal = ({ project, title, batches, onClose }: Props) => {
  const [reason, setReason] = useState('');
  const changing = useBatches(project, async (itemKeys: string[]) => {
    const body = { keys: itemKeys, reason: reason.trim() };
    const { requeued, passedOver } = await call(queueContract.requeue, { params: { project }, body });
    return { n: requeued, passedOver };
  });
  return (
    <BatchModal
      title={title}
      confirmLabel={t`Put back`}
      done={t`put back into review`}
      {...{ batches, reason, changing, onClose }}
      onReason={setReason}
    >
      <Text size="sm">
        <Trans>
          One more person judges each item, blind; whoever has judged or skipped it is not given it again. The
          label stays in force until they have answered. What waits already, or was settled by a lead, is left
          as it is.
        </Trans>
      </Text>
    </BatchModal>
  );
};
