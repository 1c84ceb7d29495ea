import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { driftContract, windowLengths } from '../../../server/features/drift/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { messageOf } from '../../ui/error-panel.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { windowText } from './drift-words.ts';

type Props = { model: string; opened: boolean; onClose: () => void };

const dayMs = 86_400_000;
const lengths = [
  { value: '1', label: t`The last day` },
  { value: '7', label: t`The last week` },
  { value: '30', label: t`The last month` },
];
const windows = windowLengths.map((minutes) => ({ value: String(minutes), label: windowText(minutes) }));

/** Freezes what came in lately as what later traffic is held against. */
export const TakeReference = ({ model, opened, onClose }: Props) => {
  const { slug } = useProject();
  const cache = useQueryClient();
  const form = useForm({
    initialValues: { name: '', days: '7', windowMinutes: '60' },
    validate: { name: (name) => (name.trim() === '' ? t`A name is missing` : null) },
  });
  const take = useMutation({
    mutationFn: ({ name, days, windowMinutes }: typeof form.values) => {
      const to = Date.now();
      const time = {
        from: new Date(to - Number(days) * dayMs).toISOString(),
        to: new Date(to).toISOString(),
      };
      const body = { name, model, ...time, windowMinutes: Number(windowMinutes) };
      return call(driftContract.takeReference, { params: { project: slug }, body });
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.allDrift(slug) });
      notifyDone(t`The reference is taken`);
      form.reset();
      onClose();
    },
  });
  const refusal = take.isError ? messageOf(take.error) : null;
  return (
    <Modal opened={opened} onClose={onClose} title={t`Take a reference`}>
      <form onSubmit={form.onSubmit((values) => take.mutate(values))} noValidate>
        <Stack>
          <Text size="sm">
            <Trans>
              What came in of {model} is kept as it is. What comes in from now on is held against it, window
              by window.
            </Trans>
          </Text>
          {refusal !== null && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          <TextInput
            label={t`Name`}
            placeholder={t`Autumn, new camera`}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select label={t`Of`} data={lengths} allowDeselect={false} {...form.getInputProps('days')} />
          <Select
            label={t`Windows are at least as long as`}
            description={t`Shorter ones tell sooner, but where days differ from nights they tell that too`}
            data={windows}
            allowDeselect={false}
            {...form.getInputProps('windowMinutes')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={take.isPending}>
              <Trans>Take it</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
