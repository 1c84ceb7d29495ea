import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callbacksContract, type Endpoint } from '../../../server/features/callbacks/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';

/** How long the old secret can sign beside the new one, in hours. */
const overlaps = [
  { value: '0', label: t`Not at all: it ends at once` },
  { value: '1', label: t`1 hour` },
  { value: '24', label: t`24 hours` },
  { value: '168', label: t`168 hours (a week)` },
  { value: '720', label: t`720 hours (30 days)` },
];

type Props = {
  /** The endpoint whose secret is replaced; null: closed. */
  subject: Endpoint | null;
  onClose: () => void;
  onMade: (made: Endpoint & { secret: string }) => void;
};

/** Makes another signing secret, and says how long the old one signs beside it. */
export const RotateSecretModal = ({ subject, onClose, onMade }: Props) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [hours, setHours] = useState('24');
  const rotate = useMutation({
    mutationFn: (id: string) =>
      call(callbacksContract.rotateSecret, {
        params: { project, id },
        body: { overlapHours: Number(hours) },
      }),
    onSuccess: (made) => {
      void cache.invalidateQueries({ queryKey: keys.callbacks(project) });
      close();
      onMade(made);
    },
  });
  const close = () => {
    rotate.reset();
    onClose();
  };
  return (
    <Modal opened={subject !== null} onClose={close} title={t`Rotate the signing secret`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (subject) rotate.mutate(subject.id);
        }}
      >
        <Stack>
          <Text size="sm">
            <Trans>
              Another secret is made and shown once. During the overlap each callback carries a signature of
              both, so a receiver that checks either accepts it: give it the other secret in that time, and no
              callback is refused.
            </Trans>
          </Text>
          <NativeSelect
            label={t`How long the old secret signs too`}
            data={overlaps}
            value={hours}
            data-autofocus
            onChange={(event) => setHours(event.currentTarget.value)}
          />
          {hours === '0' && (
            <Text size="sm" role="status">
              <Trans>
                For a secret that others may know. The receiver refuses callbacks until it has the other one;
                they are tried again for three days.
              </Trans>
            </Text>
          )}
          {rotate.isError && <ErrorPanel error={rotate.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={rotate.isPending}>
              <Trans>Make another secret</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
