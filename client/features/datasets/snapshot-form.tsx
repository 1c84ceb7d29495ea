import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { datasetsContract, type SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { bodyOf, draftOf, fieldOf, type SnapshotDraft } from './draft.ts';
import { QueryFields } from './query-fields.tsx';
import { SplitFields } from './split-fields.tsx';

type Props = {
  like: SnapshotReply | null;
  /** Those there are, the latest first. */
  snapshots: readonly SnapshotReply[];
  onClose: () => void;
};

/** What is to be frozen, how it is split, and what it goes on from. */
export const SnapshotForm = ({ like, snapshots, onClose }: Props) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string | null>(null);
  const ready = snapshots.filter(({ state }) => state === 'ready');
  const sealed =
    snapshots.find((one) => one.sealed && (one.state === 'ready' || one.state === 'writing')) ?? null;
  const form = useForm<SnapshotDraft>({
    initialValues: draftOf(like, { parent: ready[0]?.id ?? null, sealed: sealed?.query.splits ?? null }),
  });
  const freeze = useMutation({
    mutationFn: (draft: SnapshotDraft) =>
      call(datasetsContract.create, { params: { project }, body: bodyOf(draft) }),
    onMutate: () => setRefusal(null),
    onSuccess: async ({ id }) => {
      await cache.invalidateQueries({ queryKey: keys.snapshots(project) });
      onClose();
      await navigate(paths.dataset(project, id));
    },
    onError: (error) => setRefusal(placeProblem(form, error, fieldOf)),
  });
  // The form is longer than the screen: the first field at fault is brought into sight.
  const fields = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (freeze.error !== null) fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [freeze.error]);
  return (
    <form ref={fields} onSubmit={form.onSubmit((draft) => freeze.mutate(draft))} noValidate>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <TextInput
          label={t`Name`}
          description={t`Such as “Before the new camera”. Names may repeat; the hash tells snapshots apart.`}
          required
          data-autofocus
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <QueryFields form={form} />
        <SplitFields form={form} sealed={sealed} />
        <Select
          label={t`Goes on from`}
          description={t`The snapshot that it is compared with and that its card names`}
          placeholder={t`None`}
          clearable
          data={ready.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('parent')}
        />
        <TextInput
          label={t`Licence`}
          description={t`By which terms it may be used, such as CC-BY-4.0; it stands on the card`}
          maxLength={200}
          {...form.getInputProps('licence')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={freeze.isPending}>
            <Trans>Freeze it</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
