import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Loader, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  reliabilityContract,
  type EstimateRun,
  type Reliability,
} from '../../../server/features/reliability/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { notifyError } from '../../ui/notify.ts';
import { countText } from '../../ui/proportion.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { decimalText } from '../../ui/decimal-text.ts';

/** How far a run has come, in words. */
const progressText = ({ iterations, logLikelihood, read, items }: EstimateRun): string =>
  logLikelihood === null
    ? t`Reading: ${countText(read)} answers read, ${countText(items)} items judged by several`
    : t`Round ${countText(iterations)}, log-likelihood ${decimalText(logLikelihood, 2).replace('-', '−')}`;

/** What became of the latest run, unless its result is shown anyway. */
export const LastRun = ({ run }: { run: EstimateRun }) => {
  if (run.state === 'running') return <UnderWay run={run} />;
  if (run.state === 'done') return null;
  return (
    <Alert color={run.state === 'failed' ? 'red' : 'gray'} mb="md">
      {run.state === 'failed'
        ? t`The last run failed: ${run.failure ?? ''}.`
        : t`The last run was cancelled.`}{' '}
      <Text span size="sm" c="dimmed">
        <Trans>
          Started by {run.startedBy} <TimeAgo at={run.startedAt} />
        </Trans>
      </Text>
    </Alert>
  );
};

const UnderWay = ({ run }: { run: EstimateRun }) => {
  const { slug } = useProject();
  const cache = useQueryClient();
  const mayCancel = useMay('estimates.run');
  const cancel = useMutation({
    mutationFn: () => call(reliabilityContract.cancel, { params: { project: slug, id: run.id } }),
    onSuccess: (ended) =>
      cache.setQueryData<Reliability>(keys.reliability(slug), (known) => known && { ...known, run: ended }),
    onError: notifyError(t`The estimate could not be cancelled`),
  });
  return (
    <Alert color="ink" mb="md" role="status">
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Loader size="xs" aria-hidden />
          <Text size="sm" className="numbers">
            {progressText(run)}
          </Text>
        </Group>
        {mayCancel && (
          <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            <Trans>Cancel</Trans>
          </Button>
        )}
      </Group>
    </Alert>
  );
};
