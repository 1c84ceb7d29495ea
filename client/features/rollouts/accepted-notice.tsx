import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { rolloutsContract, type RolloutDetail } from '../../../server/features/rollouts/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useMay, useProject } from '../../api/queries.ts';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import { acceptedText } from './accepted-text.ts';

/** What a candidate that was backed out of had accepted, and the way to have people look at it. */
export const AcceptedNotice = ({ rollout }: { rollout: RolloutDetail }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const mayWrite = useMay('policy.write');
  const send = useMutation({
    mutationFn: () => call(rolloutsContract.quarantine, { params: { project, rollout: rollout.id } }),
    onSuccess: async ({ sent }) => {
      await cache.invalidateQueries({ queryKey: keys.rollout(project, rollout.id) });
      notifyDone(t`${sent} items wait for people`);
    },
    onError: notifyError(t`Not all were sent to people`),
  });
  const isOver = rollout.state === 'rolled_back' || rollout.state === 'aborted';
  if (!isOver || rollout.accepted === 0) return null;
  return (
    <Alert
      color="yellow"
      title={t`${acceptedText(rollout.accepted)} accepted by it that nobody has looked at`}
    >
      <Group justify="space-between" gap="md">
        <Text size="sm" maw={620}>
          <Trans>
            Their labels stand. Sent to people, each is judged without what the model said, and its label
            follows what they find.
          </Trans>
        </Text>
        {mayWrite && (
          <Button variant="default" loading={send.isPending} onClick={() => send.mutate()}>
            <Trans>Send them to people</Trans>
          </Button>
        )}
      </Group>
    </Alert>
  );
};
