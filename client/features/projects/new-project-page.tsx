import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Paper, Stack, Stepper } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import { projectsContract } from '../../../server/features/projects/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { TextLink } from '../../ui/links.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { AdminsOnly } from '../../ui/permitted.tsx';
import { below, emptyDraft, faultsOf, stepOf, steps } from './draft-project.ts';
import { firstSchemas } from './first-schemas.ts';
import { InstructionsField } from './instructions-field.tsx';
import { LabelKindField } from './label-kind-field.tsx';
import { QuestionStep } from './question-step.tsx';
import { SchemaEditor } from './schema-editors.tsx';

/** Makes a project in three steps: what is judged, what the answers are, what inspectors should know. */
export const NewProjectPage = () => (
  <AdminsOnly title={t`New project`}>
    <PageHeader
      title={t`New project`}
      description={t`People decide everything at first. How much is left to the model is turned up later, on the dial.`}
      above={
        <TextLink {...paths.projects()} size="sm">
          <Trans>Projects</Trans>
        </TextLink>
      }
    />
    <Wizard />
  </AdminsOnly>
);

const Wizard = () => {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [step, setStep] = useState(0);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({ initialValues: emptyDraft() });
  const { schema, itemKind, instructions } = form.values;

  const putSchema = (next: LabelSchema) => {
    form.setFieldValue('schema', next);
    form.clearErrors();
  };

  const create = useMutation({
    mutationFn: () => call(projectsContract.create, { body: form.values }),
    onMutate: () => setRefusal(null),
    onSuccess: async (project) => {
      cache.setQueryData(keys.project(project.slug), project);
      void cache.invalidateQueries({ queryKey: keys.projects });
      // What one may do in it comes with `me`.
      await cache.invalidateQueries({ queryKey: keys.me });
      notifyDone(t`“${project.name}” is ready`);
      await navigate(paths.overview(project.slug));
    },
    onError: (error) => {
      setRefusal(placeProblem(form, error));
      const at = error instanceof CallError ? error.problem?.errors?.[0]?.path : undefined;
      if (at !== undefined) setStep(stepOf(at.join('.')));
    },
  });

  /** Goes on to a step, or to the first before it that has a fault. */
  const go = (target: number) => {
    const faults = faultsOf(form.values);
    const reached = Object.keys(faults).map(stepOf);
    const stop = Math.min(target, ...reached);
    form.setErrors(
      Object.fromEntries(Object.entries(faults).filter(([path]) => stepOf(path) <= stop && stop < target)),
    );
    if (stop === steps.length) create.mutate();
    else setStep(stop);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        go(step + 1);
      }}
    >
      <Stack maw={860} gap="lg">
        <Stepper active={step} onStepClick={go} size="sm" iconSize={30} aria-label={t`Steps`}>
          {steps.map(({ title }) => (
            <Stepper.Step key={title} label={title} />
          ))}
        </Stepper>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Paper p="lg">
          {step === 0 && <QuestionStep form={form} />}
          {step === 1 && (
            <>
              <LabelKindField
                value={schema.kind}
                itemKind={itemKind}
                onChange={(kind) => putSchema(firstSchemas[kind]())}
              />
              <SchemaEditor
                schema={schema}
                inForce={null}
                faults={{ ...below(form.errors, 'schema') }}
                onChange={putSchema}
              />
            </>
          )}
          {step === 2 && (
            <InstructionsField
              value={instructions}
              error={form.errors['instructions']}
              onChange={(next) => form.setFieldValue('instructions', next)}
            />
          )}
        </Paper>
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={16} aria-hidden />}
            disabled={step === 0}
            onClick={() => setStep(step - 1)}
          >
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" loading={create.isPending}>
            {step === steps.length - 1 ? t`Create the project` : t`Continue`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
