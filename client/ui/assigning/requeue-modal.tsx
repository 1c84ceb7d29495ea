import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { queueContract } from '../../../server/features/queue/contract.ts';
import { call } from '../../api/call.ts';
import { BatchModal } from './batch-modal.tsx';
import type { Batches, Outcome } from './use-batches.ts';

type Props = { project: string; title: string; batches: Batches<string[]>; onClose: () => void };

/** Puts decided items back into review. */
export const RequeueModal = ({ project, title, batches, onClose }: Props) => {
  const requeue = async (itemKeys: string[], reason: string): Promise<Outcome> => {
    const body = { keys: itemKeys, reason };
    const { requeued, passedOver } = await call(queueContract.requeue, { params: { project }, body });
    return { n: requeued, passedOver };
  };
  return (
    <BatchModal
      {...{ project, title, batches, onClose }}
      work={requeue}
      confirmLabel={t`Put back`}
      done={t`put back into review`}
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
