import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, MultiSelect, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { alarmName, toldWords } from '../../ui/told-words.ts';
import { conditionSentences } from '../../../server/domain/alarms/words.ts';
import { alarmsContract, type Alarm } from '../../../server/features/alarms/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { notifyDone } from '../../ui/notify.ts';
import { conditionOf, fieldOf, valuesOf, type AlarmValues } from './alarm-values.ts';
import classes from './alarms.module.css';
import { ConditionFields } from './condition-fields.tsx';

type Props = {
  /** The alarm to be changed, or one to be made; null: closed. */
  subject: Alarm | 'new' | null;
  alarms: readonly Alarm[];
  onClose: () => void;
};

/** Makes an alarm, or changes one. */
export const AlarmModal = ({ subject, alarms, onClose }: Props) => (
  <Modal
    opened={subject !== null}
    onClose={onClose}
    size="lg"
    title={subject === 'new' || subject === null ? t`Add an alarm` : t`Edit the alarm`}
  >
    {subject !== null && (
      <AlarmForm alarm={subject === 'new' ? null : subject} alarms={alarms} onClose={onClose} />
    )}
  </Modal>
);

type FormProps = Omit<Props, 'subject'> & { alarm: Alarm | null };

const AlarmForm = ({ alarm, alarms, onClose }: FormProps) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<AlarmValues>({
    initialValues: valuesOf(alarm),
    validate: { name: (name) => (name.trim() === '' ? t`Give it a name` : null) },
  });
  const save = useMutation({
    mutationFn: (values: AlarmValues) => {
      const { name, note, mutedBy, enabled } = values;
      const body = { name, note, mutedBy, enabled, condition: conditionOf(values) };
      return alarm === null
        ? call(alarmsContract.create, { params: { project }, body })
        : call(alarmsContract.update, { params: { project, id: alarm.id }, body });
    },
    onMutate: () => setRefusal(null),
    onSuccess: ({ name }) => {
      void cache.invalidateQueries({ queryKey: keys.alarms(project) });
      onClose();
      notifyDone(t`The alarm “${name}” is saved.`);
    },
    onError: (error) => setRefusal(placeProblem(form, error, fieldOf)),
  });
  // One that mutes others is not muted itself.
  const muting = alarms.filter((other) => other.id !== alarm?.id && other.mutedBy.length === 0);
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <TextInput label={t`Name`} maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <ConditionFields form={form} />
        <p className={classes.sentence}>{toldWords(conditionSentences(conditionOf(form.values)))}</p>
        <Textarea
          label={t`What to look at first`}
          description={t`Told with the alarm`}
          maxLength={500}
          autosize
          minRows={1}
          maxRows={4}
          {...form.getInputProps('note')}
        />
        <MultiSelect
          label={t`Muted by`}
          description={t`While one of these fires, nobody is told of this one`}
          data={muting.map((alarm) => ({ value: alarm.id, label: alarmName(alarm) }))}
          {...form.getInputProps('mutedBy')}
        />
        <Switch label={t`Switched on`} {...form.getInputProps('enabled', { type: 'checkbox' })} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={save.isPending}>
            {alarm === null ? t`Add` : t`Save`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
