import { t } from '@lingui/core/macro';
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queueContract } from '../../../server/features/queue/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Permitted } from '../../ui/permitted.tsx';
import { HoldsPanel } from './holds-panel.tsx';
import { WaitingPanel } from './waiting-panel.tsx';

/** What waits for whom, and who holds what; for leads. */
export const QueuePage = () => (
  <Permitted title={t`Queue`} needs="queue.manage">
    <Queue />
  </Permitted>
);

const Queue = () => {
  const { slug: project } = useProject();
  const queue = useQuery({
    queryKey: keys.work(project),
    queryFn: ({ signal }) => call(queueContract.get, { params: { project }, signal }),
  });
  return (
    <>
      <PageHeader
        title={t`Queue`}
        description={t`What waits and for whom, and who holds what. What is taken out of somebody’s hands is not lost: an answer that comes all the same is kept as a further opinion.`}
      />
      {queue.data === undefined ? (
        queue.isPending ? (
          <Loading label={t`Loading the queue`} />
        ) : (
          <ErrorPanel
            error={queue.error}
            title={t`The queue cannot be shown`}
            onRetry={() => void queue.refetch()}
          />
        )
      ) : (
        <Stack gap="lg" maw={1100}>
          <HoldsPanel project={project} holds={queue.data.holds} held={queue.data.held} />
          <WaitingPanel waiting={queue.data.waiting} isCut={queue.data.isCut} />
        </Stack>
      )}
    </>
  );
};
