import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import { keysContract } from '../../../server/features/keys/contract.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';

/** How long the old key can go on beside its successor, in hours. */
const overlaps = [
  { value: '0', label: t`Not at all: it ends at once` },
  { value: '1', label: t`An hour` },
  { value: '24', label: t`A day` },
  { value: '168', label: t`A week` },
  { value: '720', label: t`30 days` },
];

type Props = {
  project: string;
  /** The key to be replaced; null: closed. */
  subject: { id: string; name: string } | null;
  onClose: () => void;
  onMade: (made: ReplyOf<typeof keysContract.rotate>) => void;
};

/** Makes a key's successor, and says how long both work. */
export const RotateModal = ({ project, subject, onClose, onMade }: Props) => {
  const cache = useQueryClient();
  const [hours, setHours] = useState('24');
  const rotate = useMutation({
    mutationFn: (id: string) =>
      call(keysContract.rotate, { params: { project, id }, body: { overlapHours: Number(hours) } }),
    onSuccess: (made) => {
      void cache.invalidateQueries({ queryKey: keys.apiKeys(project) });
      close();
      onMade(made);
    },
  });
  const close = () => {
    rotate.reset();
    onClose();
  };
  return (
    <Modal opened={subject !== null} onClose={close} title={t`Rotate “${subject?.name ?? ''}”`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (subject) rotate.mutate(subject.id);
        }}
      >
        <Stack>
          <Text size="sm">
            <Trans>
              A successor with the same permissions is made. Give its secret to the service while both keys
              work, and nothing is refused in between.
            </Trans>
          </Text>
          <NativeSelect
            label={t`How long the old key goes on`}
            data={overlaps}
            value={hours}
            data-autofocus
            onChange={(event) => setHours(event.currentTarget.value)}
          />
          {rotate.isError && <ErrorPanel error={rotate.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={rotate.isPending}>
              <Trans>Make the successor</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
