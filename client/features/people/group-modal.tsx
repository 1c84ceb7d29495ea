import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group as Row, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { groupName } from '../../../server/contract/group.ts';
import { longestGroupName } from '../../../server/domain/lanes.ts';
import { groupsContract, type Group } from '../../../server/features/groups/contract.ts';
import { call } from '../../api/call.ts';
import { keys, peopleQuery } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';

type Props = {
  project: string;
  /** Null: a group is to be made. */
  group: Group | null;
  /** Names that are in use. */
  taken: readonly string[];
  onClose: () => void;
};

/** A title as a name: lower-case letters, digits and single hyphens. */
const nameOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestGroupName)
    .replace(/^-|-$/g, '');

/** Makes a group or skill, or changes its title and who is in it. */
export const GroupModal = ({ project, group, taken, onClose }: Props) => {
  const cache = useQueryClient();
  const people = useQuery(peopleQuery(project));
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: {
      title: group?.title ?? '',
      name: group?.name ?? '',
      members: group?.members.map(({ id }) => id) ?? [],
    },
    validate: {
      title: (title) => (title.trim() === '' ? t`Give a title` : null),
      name: (name) => {
        if (group === null && taken.includes(name)) return t`This name is taken`;
        return groupName.safeParse(name).success ? null : t`Lower-case letters, digits and single hyphens`;
      },
    },
  });
  const save = useMutation({
    mutationFn: ({ title, name, members }: typeof form.values) =>
      call(groupsContract.save, { params: { project, name }, body: { title, members } }),
    onMutate: () => setRefusal(null),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.groups(project) });
      onClose();
    },
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  return (
    <Modal opened onClose={onClose} title={group === null ? t`Add a group or skill` : t`Edit ${group.title}`}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack>
          {refusal !== null && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          <TextInput
            label={t`Title`}
            description={t`As people call it`}
            maxLength={80}
            required
            data-autofocus
            {...form.getInputProps('title')}
            onChange={(event) => {
              const { value } = event.currentTarget;
              if (group === null && form.values.name === nameOf(form.values.title))
                form.setFieldValue('name', nameOf(value));
              form.setFieldValue('title', value);
            }}
          />
          <TextInput
            label={t`Name`}
            description={t`As rules and the API call it; it stays`}
            maxLength={longestGroupName}
            required
            disabled={group !== null}
            {...form.getInputProps('name')}
          />
          <MultiSelect
            label={t`Members`}
            data={(people.data?.members ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            {...form.getInputProps('members')}
          />
          <Row justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={save.isPending}>
              <Trans>Save</Trans>
            </Button>
          </Row>
        </Stack>
      </form>
    </Modal>
  );
};
