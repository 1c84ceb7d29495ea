import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { datasetsContract, type DatasetExportReply } from '../../../server/features/datasets/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { SecretBox } from '../../ui/secret-box.tsx';
import { Instant } from '../../ui/time.tsx';
import { formatWords } from './words.ts';

type Props = {
  /** The file that a link is made to; null: none. */
  file: DatasetExportReply | null;
  onClose: () => void;
};

/** Makes a link to a file that works without signing in, for a while. */
export const LinkModal = ({ file, onClose }: Props) => (
  <Modal
    opened={file !== null}
    onClose={onClose}
    title={file === null ? '' : t`Link to ${formatWords[file.format].title}`}
  >
    {file !== null && <Link file={file} onClose={onClose} />}
  </Modal>
);

const Link = ({ file, onClose }: { file: DatasetExportReply; onClose: () => void }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<{ hours: number | string }>({ initialValues: { hours: 24 } });
  const make = useMutation({
    mutationFn: ({ hours }: { hours: number | string }) =>
      call(datasetsContract.link, {
        params: { project, id: file.snapshot, export: file.id },
        body: { hours: Number(hours) },
      }),
    onMutate: () => setRefusal(null),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.snapshots(project) }),
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  if (make.data)
    return (
      <Stack>
        <SecretBox label={t`Link`} secret={make.data.url}>
          <Trans>
            It works until <Instant at={make.data.expiresAt} />.
          </Trans>
        </SecretBox>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Done</Trans>
          </Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={form.onSubmit((draft) => make.mutate(draft))} noValidate>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Text size="sm">
          <Trans>
            Whoever has the link gets the file without signing in, until its time is over. A link that was
            made to it before works no longer.
          </Trans>
        </Text>
        <NumberInput
          label={t`Works for`}
          suffix=" h"
          min={1}
          max={720}
          allowDecimal={false}
          data-autofocus
          {...form.getInputProps('hours')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={make.isPending}>
            <Trans>Make the link</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
