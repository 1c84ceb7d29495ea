import { t } from '@lingui/core/macro';
import { Group, NumberInput, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { keys, type Project } from '../../api/queries.ts';
import { between, percent } from '../../ui/percent-field.ts';
import { SettingsSection } from './settings-section.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const settingsOf = ({ targetError, targetConfidence, fallsBack }: Project) => ({
  targetError: percent(targetError),
  targetConfidence: percent(targetConfidence),
  fallsBack,
});

/** What certificates are to say, and what follows when audits contradict one. */
export const CertificateSettings = ({ project }: { project: Project }) => {
  const form = useForm({
    initialValues: settingsOf(project),
    validate: { targetError: between(0.1, 50), targetConfidence: between(50, 99.9) },
  });
  const saving = useSaveSettings({
    project,
    form,
    settingsOf,
    bodyOf: ({ targetError, targetConfidence, fallsBack }) => ({
      targetError: Number(targetError) / 100,
      targetConfidence: Number(targetConfidence) / 100,
      fallsBack,
    }),
    stale: [keys.allEvidence(project.slug)],
  });
  return (
    <SettingsSection
      id="certificates"
      title={t`Certificates`}
      description={t`What is to be shown of a threshold before it is certified. Certificates that say less lapse.`}
      form={form}
      {...saving}
    >
      <Group align="flex-start">
        <NumberInput
          label={t`Wrong at most`}
          description={t`Of what is accepted automatically`}
          suffix={'\u00a0%'}
          min={0.1}
          max={50}
          step={0.5}
          maw={220}
          {...form.getInputProps('targetError')}
        />
        <NumberInput
          label={t`With a confidence of`}
          description={t`However often one looks`}
          suffix={'\u00a0%'}
          min={50}
          max={99.9}
          maw={220}
          {...form.getInputProps('targetConfidence')}
        />
      </Group>
      <Switch
        label={t`Fall back by itself`}
        description={t`When audits find more errors than a certificate allows, the last safer certified threshold is put in force (or, without one, assistance), and audits are doubled.`}
        {...form.getInputProps('fallsBack', { type: 'checkbox' })}
      />
    </SettingsSection>
  );
};
