import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { keys, type Project } from '../../api/queries.ts';
import { durationText } from '../../ui/time.tsx';
import { InstructionsField } from './instructions-field.tsx';
import { SettingsSection } from './settings-section.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const settingsOf = ({ name, question, instructions, leaseSeconds, auditDueHours }: Project) => ({
  name,
  question,
  instructions,
  // An emptied number field holds a text.
  leaseSeconds: leaseSeconds as number | string,
  auditDueHours: auditDueHours as number | string,
});

/** Name, question, instructions, lease length and when audits are due. */
export const GeneralSettings = ({ project }: { project: Project }) => {
  const form = useForm({
    initialValues: settingsOf(project),
    validate: {
      name: (value) => (value.trim() === '' ? t`A name is missing` : null),
      question: (value) => (value.trim() === '' ? t`The question is missing` : null),
      leaseSeconds: (value) =>
        typeof value === 'number' && value >= 15 && value <= 86_400 ? null : t`Between 15 seconds and a day`,
      auditDueHours: (value) =>
        typeof value === 'number' && value >= 1 && value <= 8_760 ? null : t`Between an hour and a year`,
    },
  });
  // What somebody else saves meanwhile is taken over, unless something was typed here.
  useEffect(() => {
    if (form.isDirty()) return;
    form.setInitialValues(settingsOf(project));
    form.setValues(settingsOf(project));
    // oxlint-disable-next-line react/exhaustive-deps -- the form is the same object's latest face on every render
  }, [project]);

  const saving = useSaveSettings({
    project,
    form,
    settingsOf,
    bodyOf: ({ leaseSeconds, auditDueHours, ...rest }) => ({
      ...rest,
      leaseSeconds: Number(leaseSeconds),
      auditDueHours: Number(auditDueHours),
    }),
    stale: [keys.projects, keys.me],
  });
  const { leaseSeconds } = form.values;
  return (
    <SettingsSection
      id="general"
      title={t`Question and instructions`}
      description={null}
      form={form}
      {...saving}
      actions={
        form.isDirty() && (
          <Button variant="subtle" color="gray" onClick={() => form.reset()}>
            <Trans>Discard changes</Trans>
          </Button>
        )
      }
    >
      <TextInput label={t`Name`} maxLength={100} {...form.getInputProps('name')} />
      <TextInput label={t`Question`} maxLength={300} {...form.getInputProps('question')} />
      <InstructionsField
        value={form.values.instructions}
        error={form.errors['instructions']}
        onChange={(next) => form.setFieldValue('instructions', next)}
      />
      <NumberInput
        label={t`Lease length, in seconds`}
        description={t`An inspector who falls silent loses the item after this time${
          typeof leaseSeconds === 'number' && leaseSeconds >= 60
            ? `: ${durationText(leaseSeconds * 1000)}`
            : ''
        }. While they work it is renewed.`}
        min={15}
        max={86_400}
        step={15}
        allowDecimal={false}
        maw={420}
        {...form.getInputProps('leaseSeconds')}
      />
      <NumberInput
        label={t`Audits are due within, in hours`}
        description={t`An audit that waits longer is overdue, and too many of those raise an alarm.`}
        min={1}
        max={8_760}
        allowDecimal={false}
        maw={420}
        {...form.getInputProps('auditDueHours')}
      />
    </SettingsSection>
  );
};
