import { Alert, Button, Group, NumberInput, Paper, Radio, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fewestKnownAnswers } from '../../../server/domain/weighing.ts';
import { projectsContract } from '../../../server/features/projects/contract.ts';
import { call } from '../../api/call.ts';
import { keys, type Project } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { notifyDone } from '../../ui/notify.ts';
import { NoEstimateYet } from './no-estimate-yet.tsx';
import { between, percent } from './percent-field.ts';

const settingsOf = ({ resolution, posteriorAtLeast }: Project) => ({
  resolution,
  posteriorAtLeast: percent(posteriorAtLeast),
});

const useResolutionForm = (project: Project) => {
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: settingsOf(project),
    validate: { posteriorAtLeast: between(50.1, 99.99) },
  });
  const save = useMutation({
    mutationFn: ({ resolution, posteriorAtLeast }: typeof form.values) =>
      call(projectsContract.update, {
        params: { project: project.slug },
        body: { resolution, posteriorAtLeast: Number(posteriorAtLeast) / 100 },
      }),
    onMutate: () => setRefusal(null),
    onSuccess: (saved) => {
      cache.setQueryData(keys.project(project.slug), saved);
      form.setInitialValues(settingsOf(saved));
      form.setValues(settingsOf(saved));
      notifyDone('The settings are saved');
    },
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  return { form, save, refusal };
};

/** Who settles it where the inspectors of an item differ: a lead, or first what each one's answers are worth. */
export const ResolutionSettings = ({ project }: { project: Project }) => {
  const { form, save, refusal } = useResolutionForm(project);
  return (
    <Paper component="section" p="lg" aria-labelledby="resolution">
      <Title order={2} size="h3" id="resolution">
        Differing answers
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md">
        What becomes of an item whose inspectors do not all give the same answer; an audit asks up to three of
        them first. Labels in force stay as they are.
      </Text>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack>
          {refusal !== null && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          <Radio.Group label="Settled by" {...form.getInputProps('resolution')}>
            <Stack gap="sm" mt="xs">
              <Radio value="consensus" label="A lead" description="Only equal answers make a label." />
              <Radio
                value="posterior"
                label="What the answers are worth, else a lead"
                description={`Each blind answer is weighed by how often its inspector is right and what they mistake for what, as the latest estimate on the page Inspectors says. The likeliest answer becomes the label where it is probable enough and the estimate knows at least ${fewestKnownAnswers} answers of everybody who was asked.`}
              />
            </Stack>
          </Radio.Group>
          {form.values.resolution === 'posterior' && (
            <>
              <NumberInput
                label="Where it is probable by at least"
                description="Below this a lead settles it"
                suffix={'\u00a0%'}
                min={50.1}
                max={99.99}
                maw={260}
                {...form.getInputProps('posteriorAtLeast')}
              />
              <NoEstimateYet project={project.slug} />
            </>
          )}
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
};
