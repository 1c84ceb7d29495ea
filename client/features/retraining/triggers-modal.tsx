import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, NumberInput, Stack, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { retrainingContract, type Retraining } from '../../../server/features/retraining/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { notifyDone } from '../../ui/notify.ts';
import { percent } from '../../ui/percent-field.ts';

type Settings = Retraining['settings'];

/** The settings as the form's fields take them: shares in percent, and an emptied number field holds a text. */
const valuesOf = ({ pauseHours, silentHours, entersShadow, triggers }: Settings) => ({
  pauseHours: pauseHours as number | string,
  silentHours: silentHours as number | string,
  entersShadow,
  alarm: triggers.alarm.on,
  evidence: triggers.evidence.on,
  below: percent(triggers.evidence.below),
  least: triggers.evidence.least as number | string,
  newLabels: triggers.new_labels.on,
  atLeast: triggers.new_labels.atLeast as number | string,
  schedule: triggers.schedule.on,
  days: triggers.schedule.days as number | string,
});

type Values = ReturnType<typeof valuesOf>;

const bodyOf = (values: Values): Settings => ({
  pauseHours: Number(values.pauseHours),
  silentHours: Number(values.silentHours),
  entersShadow: values.entersShadow,
  triggers: {
    alarm: { on: values.alarm },
    evidence: { on: values.evidence, below: Number(values.below) / 100, least: Number(values.least) },
    new_labels: { on: values.newLabels, atLeast: Number(values.atLeast) },
    schedule: { on: values.schedule, days: Number(values.days) },
  },
});

const between = (least: number, most: number) => (value: number | string) =>
  typeof value === 'number' && value >= least && value <= most ? null : t`Between ${least} and ${most}`;

/** Sets when trainings are asked for. */
export const TriggersModal = ({
  settings,
  opened,
  onClose,
}: {
  settings: Settings;
  opened: boolean;
  onClose: () => void;
}) => (
  <Modal opened={opened} onClose={onClose} title={t`When trainings are asked for`} size="lg">
    <TriggersForm settings={settings} onClose={onClose} />
  </Modal>
);

const TriggersForm = ({ settings, onClose }: { settings: Settings; onClose: () => void }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: valuesOf(settings),
    validate: {
      pauseHours: between(0, 8_760),
      silentHours: between(1, 8_760),
      below: between(0.1, 100),
      least: between(1, 1_000_000),
      atLeast: between(1, 100_000_000),
      days: between(1, 3_650),
    },
  });
  const save = useMutation({
    mutationFn: (values: Values) =>
      call(retrainingContract.change, { params: { project }, body: bodyOf(values) }),
    onMutate: () => setRefusal(null),
    onSuccess: (saved) => {
      cache.setQueryData(keys.retrainingStanding(project), saved);
      notifyDone(t`The triggers are saved`);
      onClose();
    },
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  const toggle = (name: 'alarm' | 'evidence' | 'newLabels' | 'schedule' | 'entersShadow') =>
    form.getInputProps(name, { type: 'checkbox' });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Switch label={t`When inputs drift, or the watch over a certificate alarms`} {...toggle('alarm')} />
        <Switch label={t`When the accuracy is surely below a bound`} {...toggle('evidence')} />
        <Group align="flex-start" grow>
          <NumberInput label={t`Below`} suffix={'\u00a0%'} {...form.getInputProps('below')} />
          <NumberInput label={t`By blind answers, at least`} {...form.getInputProps('least')} />
        </Group>
        <Switch label={t`When there are enough new labels by people`} {...toggle('newLabels')} />
        <NumberInput label={t`New labels`} {...form.getInputProps('atLeast')} />
        <Switch label={t`On schedule`} {...toggle('schedule')} />
        <NumberInput label={t`Every so many days`} {...form.getInputProps('days')} />
        <NumberInput
          label={t`Pause after a training, in hours`}
          description={t`Before any trigger asks for another`}
          {...form.getInputProps('pauseHours')}
        />
        <NumberInput
          label={t`Patience with a trainer, in hours`}
          description={t`A training whose trainer has not reported for so long has failed`}
          {...form.getInputProps('silentHours')}
        />
        <Switch
          label={t`The version that comes of it enters as shadow`}
          description={t`Where no other rollout is under way; otherwise somebody rolls it out`}
          {...toggle('entersShadow')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
