import { t } from '@lingui/core/macro';
import { NumberInput, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fewestKnownAnswers } from '../../../server/domain/weighing.ts';
import type { Project } from '../../api/queries.ts';
import { NoEstimateYet } from './no-estimate-yet.tsx';
import { between, percent } from '../../ui/percent-field.ts';
import { SettingsSection } from './settings-section.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const settingsOf = ({ resolution, posteriorAtLeast }: Project) => ({
  resolution,
  posteriorAtLeast: percent(posteriorAtLeast),
});

/** Who settles it where the inspectors of an item differ: a lead, or first what each one's answers are worth. */
export const ResolutionSettings = ({ project }: { project: Project }) => {
  const form = useForm({
    initialValues: settingsOf(project),
    validate: { posteriorAtLeast: between(50.1, 99.99) },
  });
  const saving = useSaveSettings({
    project,
    form,
    settingsOf,
    bodyOf: ({ resolution, posteriorAtLeast }) => ({
      resolution,
      posteriorAtLeast: Number(posteriorAtLeast) / 100,
    }),
  });
  return (
    <SettingsSection
      id="resolution"
      title={t`Differing answers`}
      description={t`What becomes of an item whose inspectors do not all give the same answer; an audit asks up to three of them first. Labels in force stay as they are.`}
      form={form}
      {...saving}
    >
      <Radio.Group label={t`Settled by`} {...form.getInputProps('resolution')}>
        <Stack gap="sm" mt="xs">
          <Radio value="consensus" label={t`A lead`} description={t`Only equal answers make a label.`} />
          <Radio
            value="posterior"
            label={t`What the answers are worth, else a lead`}
            description={t`Each blind answer is weighed by how often its inspector is right and what they mistake for what, as the latest estimate on the page Inspectors says. The likeliest answer becomes the label where it is probable enough and the estimate knows at least ${fewestKnownAnswers} answers of everybody who was asked.`}
          />
        </Stack>
      </Radio.Group>
      {form.values.resolution === 'posterior' && (
        <>
          <NumberInput
            label={t`Where it is probable by at least`}
            description={t`Below this a lead settles it`}
            suffix={'\u00a0%'}
            min={50.1}
            max={99.99}
            maw={260}
            {...form.getInputProps('posteriorAtLeast')}
          />
          <NoEstimateYet project={project.slug} />
        </>
      )}
    </SettingsSection>
  );
};
