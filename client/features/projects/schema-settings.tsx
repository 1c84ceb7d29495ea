import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, List, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors } from '../../../server/contract/parse.ts';
import type { LabelSchema } from '../../../server/domain/label-schema.ts';
import { labelSchema, schemaFaults } from '../../../server/kinds/label-schema.ts';
import { projectsContract } from '../../../server/features/projects/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys, projectQuery, type Project } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { toldWords } from '../../ui/told-words.ts';
import { below, emptyFields } from './draft-project.ts';
import { schemaChanges } from './schema-diff.ts';
import { SchemaEditor } from './schema-editors.tsx';

const faultsOf = (schema: LabelSchema, inForce: LabelSchema): Record<string, string> => {
  const faults = emptyFields(schema);
  const checked = labelSchema.safeParse(schema);
  const broken = checked.error ? fieldErrors(checked.error) : [];
  for (const { path, ...fault } of [...broken, ...schemaFaults(schema, inForce)])
    faults[path.join('.')] ??= toldWords(fault);
  return faults;
};

/** Makes the next revision of the label schema: labels that were given stay readable. */
export const SchemaSettings = ({ project }: { project: Project }) => {
  const cache = useQueryClient();
  const [base, setBase] = useState(project);
  const [schema, setSchema] = useState(project.schema);
  const [note, setNote] = useState('');
  const [faults, setFaults] = useState<Record<string, string>>({});
  const changes = schemaChanges(schema, base.schema);

  const startFrom = (start: Project) => {
    setBase(start);
    setSchema(start.schema);
    setFaults({});
  };
  // Somebody else put a revision in force: it is taken over at once, unless something was changed here.
  const isBehind = project.schemaRevision > base.schemaRevision;
  if (isBehind && changes.length === 0) startFrom(project);

  const save = useMutation({
    mutationFn: () =>
      call(projectsContract.reviseSchema, {
        params: { project: project.slug },
        body: { basedOn: base.schemaRevision, schema, note },
      }),
    onSuccess: (saved) => {
      notifyDone(t`Label schema revision ${saved.revision} is in force`);
      const next = { ...project, schema: saved.schema, schemaRevision: saved.revision };
      cache.setQueryData(keys.project(project.slug), next);
      startFrom(next);
      setNote('');
      void cache.invalidateQueries({ queryKey: keys.schemas(project.slug) });
    },
    onError: (error) => {
      const said = error instanceof CallError ? (error.problem?.errors ?? []) : [];
      setFaults(below(Object.fromEntries(said.map((f) => [f.path.join('.'), toldWords(f)])), 'schema'));
    },
  });
  const startAgain = async () => {
    save.reset();
    startFrom(await cache.fetchQuery({ ...projectQuery(project.slug), staleTime: 0 }));
  };
  const submit = () => {
    const found = faultsOf(schema, base.schema);
    setFaults(found);
    if (Object.keys(found).length === 0) save.mutate();
  };
  const isConflict = save.error instanceof CallError && save.error.code === 'revision_conflict';
  const nextRevision = base.schemaRevision + 1;

  return (
    <Paper component="section" p="lg" aria-labelledby="schema">
      <Title order={2} size="h3" id="schema">
        <Trans>Label schema</Trans>
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        <Trans>
          Revision {project.schemaRevision} is in force. A name in data stays for ever, so that old labels
          keep their meaning; whoever holds a review keeps the revision it was opened with.
        </Trans>
      </Text>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SchemaEditor
          schema={schema}
          inForce={base.schema}
          faults={faults}
          onChange={(next) => {
            setSchema(next);
            setFaults({});
          }}
        />
        {changes.length > 0 && (
          <Stack mt="lg">
            <div>
              <Text size="sm" fw={550}>
                <Trans>Revision {nextRevision} would say</Trans>
              </Text>
              <List size="sm" mt={4}>
                {changes.map((change) => (
                  <List.Item key={change}>{change}</List.Item>
                ))}
              </List>
            </div>
            <TextInput
              label={t`Note`}
              description={t`Why, for whoever reads the revisions later`}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            {isBehind || isConflict ? (
              <Alert color="yellow" role="alert" title={t`Somebody put another revision in force`}>
                <Trans>
                  Your changes were made from revision {base.schemaRevision}. Start again from the one in
                  force, so that theirs are not undone.
                  <Group mt="sm">
                    <Button size="xs" variant="default" onClick={() => void startAgain()}>
                      Start again from the one in force
                    </Button>
                  </Group>
                </Trans>
              </Alert>
            ) : (
              save.isError && <ErrorPanel error={save.error} />
            )}
            <Group>
              <Button type="submit" loading={save.isPending} disabled={isBehind || isConflict}>
                <Trans>Put revision {nextRevision} in force</Trans>
              </Button>
              <Button
                variant="subtle"
                color="gray"
                onClick={() => {
                  startFrom(project);
                  save.reset();
                }}
              >
                <Trans>Discard changes</Trans>
              </Button>
            </Group>
          </Stack>
        )}
      </form>
    </Paper>
  );
};
