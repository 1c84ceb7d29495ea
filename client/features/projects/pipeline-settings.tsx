import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { mostSteps } from '../../../server/domain/pipeline/steps.ts';
import { keys, type Project } from '../../api/queries.ts';
import { pipelineFaults, stepDraftOf, stepOf, type StepDraft } from './step-draft.ts';
import { StepFields } from './step-fields.tsx';
import { SettingsSection } from './settings-section.tsx';
import { useSaveSettings } from './use-save-settings.ts';

const settingsOf = ({ pipeline }: Project): { pipeline: StepDraft[] } => ({
  pipeline: pipeline.map(stepDraftOf),
});

/** The next step comes after the last, as most do. */
const nextAfter = (pipeline: readonly StepDraft[]): StepDraft => {
  const last = pipeline.at(-1)?.name ?? '';
  return { name: '', after: last === '' ? [] : [last], metrics: [] };
};

/** The steps that items go through before a model answers, each with what is measured of it. */
export const PipelineSettings = ({ project }: { project: Project }) => {
  const form = useForm({ initialValues: settingsOf(project), validate: pipelineFaults });
  const saving = useSaveSettings({
    project,
    form,
    settingsOf,
    bodyOf: ({ pipeline }) => ({ pipeline: pipeline.map(stepOf) }),
    stale: [keys.pipeline(project.slug)],
  });
  const { pipeline } = form.values;
  return (
    <SettingsSection
      id="pipeline"
      title={t`Pipeline`}
      description={t`The steps that items go through before the model answers, such as voice detection, then transcription. A submission may say what each made of its item; a step that is not declared here is refused. Monitoring shows which one fails, falls silent or drifts, and which did so first.`}
      form={form}
      {...saving}
    >
      {pipeline.map((_, i) => (
        <StepFields key={i} form={form} position={i} />
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={pipeline.length >= mostSteps}
          onClick={() => form.insertListItem('pipeline', nextAfter(pipeline))}
        >
          <Trans>Add a step</Trans>
        </Button>
      </Group>
    </SettingsSection>
  );
};
