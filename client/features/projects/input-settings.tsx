import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus, IconWand } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { mostInputs } from '../../../server/domain/measures/inputs.ts';
import { monitoringContract } from '../../../server/features/monitoring/contract.ts';
import { call } from '../../api/call.ts';
import type { Project } from '../../api/queries.ts';
import { notifyError } from '../../ui/notify.ts';
import { emptyInput, inputOf, draftOf, faultsOf, type InputDraft } from './input-draft.ts';
import { InputRow } from './input-row.tsx';
import { SettingsSection } from './settings-section.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const settingsOf = ({ monitoredInputs }: Project): { monitoredInputs: InputDraft[] } => ({
  monitoredInputs: monitoredInputs.map(draftOf),
});

/** Which inputs are measured as items come in, and what is expected of them. */
export const InputSettings = ({ project }: { project: Project }) => {
  const form = useForm({ initialValues: settingsOf(project), validate: faultsOf });
  const saving = useSaveSettings({
    project,
    form,
    settingsOf,
    bodyOf: ({ monitoredInputs }) => ({ monitoredInputs: monitoredInputs.map(inputOf) }),
  });
  const suggestion = useMutation({
    mutationFn: () => call(monitoringContract.inputs, { params: { project: project.slug } }),
    onSuccess: ({ inputs }) => {
      const known = new Set(form.values.monitoredInputs.map(({ name }) => name));
      const added = inputs.filter(({ name }) => !known.has(name)).map(draftOf);
      form.setFieldValue('monitoredInputs', [...form.values.monitoredInputs, ...added].slice(0, mostInputs));
    },
    onError: notifyError(t`The latest items cannot be looked at`),
  });
  const inputs = form.values.monitoredInputs;
  return (
    <SettingsSection
      id="inputs"
      title={t`Inputs`}
      description={t`Numbers and categories that items come with. Those that are declared here are measured from then on: the page Monitoring shows their values, and what was missing or not as expected. Those whose names begin with “image.” or “text.” are worked out of the item by themselves where they are not sent.`}
      form={form}
      {...saving}
    >
      {inputs.map((input, i) => (
        <InputRow
          // What stands in the fields belongs to a place, not to a name that is being typed.
          key={i}
          input={input}
          title={t`input ${i + 1}`}
          propsOf={(field) => form.getInputProps(`monitoredInputs.${i}.${field}`)}
          onRemove={() => form.removeListItem('monitoredInputs', i)}
        />
      ))}
      {suggestion.data?.inputs.length === 0 && (
        <Text size="sm" role="status">
          <Trans>The latest {suggestion.data.items} items came with no inputs that could be declared.</Trans>
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={inputs.length >= mostInputs}
          onClick={() => form.insertListItem('monitoredInputs', emptyInput)}
        >
          <Trans>Add an input</Trans>
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconWand size={14} aria-hidden />}
          loading={suggestion.isPending}
          onClick={() => suggestion.mutate()}
        >
          <Trans>Take from what came in lately</Trans>
        </Button>
      </Group>
    </SettingsSection>
  );
};
