import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { modelName } from '../../../server/contract/values.ts';
import { modelsContract } from '../../../server/features/models/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notifyDone } from '../../ui/notify.ts';
import type { ModelVersionReply } from '../../../server/features/models/contract.ts';

type Props = {
  /** 'new': register one; a version: describe it; null: closed. */
  editing: 'new' | ModelVersionReply | null;
  onClose: () => void;
};

/** Registers a model version ahead of its first prediction, or says what it is. */
export const ModelForm = ({ editing, onClose }: Props) => {
  const known = editing === 'new' ? null : editing;
  return (
    <Modal
      opened={editing !== null}
      onClose={onClose}
      title={known === null ? t`Register a model version` : t`Describe ${known.model}`}
    >
      {editing !== null && <Fields key={known?.model ?? 'new'} known={known} onClose={onClose} />}
    </Modal>
  );
};

const Fields = ({ known, onClose }: { known: ModelVersionReply | null; onClose: () => void }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const form = useForm({
    initialValues: { model: known?.model ?? '', description: known?.description ?? '' },
    validate: {
      model: (value) =>
        modelName.safeParse(value).success ? null : t`Write it as name@version, without spaces`,
    },
  });
  const save = useMutation({
    mutationFn: ({ model, description }: typeof form.values) =>
      call(modelsContract.register, {
        params: { project, model },
        body: { description: description.trim() },
      }),
    onSuccess: (saved) => {
      void cache.invalidateQueries({ queryKey: keys.models(project) });
      notifyDone(known === null ? t`${saved.model} is registered` : t`${saved.model} is described`);
      onClose();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        {known === null && (
          <TextInput
            label={t`Model version`}
            description={t`As predictions will name it.`}
            placeholder={t`digits@2.1`}
            required
            spellCheck={false}
            data-autofocus
            {...form.getInputProps('model')}
          />
        )}
        <Textarea
          label={t`Description`}
          description={t`What it was trained on, what is different about it.`}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={2_000}
          data-autofocus={known !== null || undefined}
          {...form.getInputProps('description')}
        />
        {save.isError && <ErrorPanel error={save.error} title={t`It was not saved`} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={save.isPending}>
            {known === null ? t`Register` : t`Save`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
