import { t } from '@lingui/core/macro';
import { Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Project } from '../../api/queries.ts';
import { SettingsSection } from './settings-section.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const settingsOf = ({ opinionsNamed }: Project) => ({ opinionsNamed });

/** Whether a lead who settles differing answers sees whose they are. */
export const OpinionSettings = ({ project }: { project: Project }) => {
  const form = useForm({ initialValues: settingsOf(project) });
  const saving = useSaveSettings({ project, form, settingsOf, bodyOf: (values) => values });
  return (
    <SettingsSection
      id="opinions"
      title={t`Adjudication`}
      description={t`How the opinions on an item are shown to the lead who settles what differs. How many opinions there are, and when they are a consensus, says the policy.`}
      form={form}
      {...saving}
    >
      <Switch
        label={t`Show whose opinions they are`}
        description={t`Else they are called Opinion A, B and so on, in an order that is drawn for each item, until it is settled.`}
        {...form.getInputProps('opinionsNamed', { type: 'checkbox' })}
      />
    </SettingsSection>
  );
};
