import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { alarmsContract, type Alarm } from '../../../server/features/alarms/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { notifyDone } from '../../ui/notify.ts';

const hourMs = 3_600_000;
const lengths = [
  { value: '1', label: 'One hour' },
  { value: '4', label: 'Four hours' },
  { value: '24', label: 'One day' },
  { value: '72', label: 'Three days' },
  { value: '168', label: 'One week' },
];

type Props = {
  /** The alarm to be silenced, or all of them; null: closed. */
  subject: Alarm | 'all' | null;
  onClose: () => void;
};

/** Silences an alarm, or all, for a while. */
export const SilenceModal = ({ subject, onClose }: Props) => (
  <Modal
    opened={subject !== null}
    onClose={onClose}
    title={subject === 'all' || subject === null ? 'Silence all alarms' : `Silence “${subject.name}”`}
  >
    {subject !== null && <SilenceForm alarm={subject === 'all' ? null : subject.id} onClose={onClose} />}
  </Modal>
);

const SilenceForm = ({ alarm, onClose }: { alarm: string | null; onClose: () => void }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({ initialValues: { hours: '4', reason: '' } });
  const save = useMutation({
    mutationFn: ({ hours, reason }: { hours: string; reason: string }) => {
      const endsAt = new Date(Date.now() + Number(hours) * hourMs).toISOString();
      return call(alarmsContract.silence, { params: { project }, body: { alarm, endsAt, reason } });
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.alarms(project) });
      onClose();
      notifyDone('Silenced.');
    },
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Text size="sm">
          Nobody is told meanwhile, neither here nor by mail or callback; what happens is kept in the history.
          What still fires at the end is told then.
        </Text>
        <Select label="For" data={lengths} allowDeselect={false} {...form.getInputProps('hours')} />
        <Textarea
          label="Why"
          maxLength={500}
          autosize
          minRows={1}
          maxRows={4}
          {...form.getInputProps('reason')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Silence
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
