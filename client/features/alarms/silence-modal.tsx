import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { alarmsContract, type Alarm } from '../../../server/features/alarms/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { notifyDone } from '../../ui/notify.ts';
import { alarmName } from '../../ui/told-words.ts';

const hourMs = 3_600_000;
const lengths = [
  { value: '1', label: t`One hour` },
  { value: '4', label: t`Four hours` },
  { value: '24', label: t`One day` },
  { value: '72', label: t`Three days` },
  { value: '168', label: t`One week` },
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
    title={subject === 'all' || subject === null ? t`Silence all alarms` : t`Silence “${alarmName(subject)}”`}
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
      notifyDone(t`Silenced.`);
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
          <Trans>
            Nobody is told meanwhile, neither here nor by mail or callback; what happens is kept in the
            history. What still fires at the end is told then.
          </Trans>
        </Text>
        <Select label={t`For`} data={lengths} allowDeselect={false} {...form.getInputProps('hours')} />
        <Textarea
          label={t`Why`}
          maxLength={500}
          autosize
          minRows={1}
          maxRows={4}
          {...form.getInputProps('reason')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={save.isPending}>
            <Trans>Silence</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
