import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '../../../server/contract/route.ts';
import { keyPermissions, type KeyPermission } from '../../../server/domain/roles.ts';
import { keysContract } from '../../../server/features/keys/contract.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { permissionMeanings } from '../../ui/roles.ts';
import { expiryChoices, expiryOf } from './expiry.ts';

type Props = {
  project: string;
  opened: boolean;
  onClose: () => void;
  onMade: (made: ReplyOf<typeof keysContract.create>) => void;
};

type Values = { name: string; permissions: KeyPermission[]; expiry: string; date: string };

/** Fields of the body that the form has under another name. */
const fieldOf = (path: (string | number)[]) => (path[0] === 'expiresAt' ? 'expiry' : String(path[0]));

/** Makes an API key with permissions and an end. */
export const CreateKeyModal = ({ project, opened, onClose, onMade }: Props) => {
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues: { name: '', permissions: ['predictions.write', 'items.read'], expiry: 'never', date: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t`Say which service it is for` : null),
      permissions: (permissions) =>
        permissions.length === 0 ? t`A key that may do nothing is of no use` : null,
      date: (date, { expiry }) =>
        expiry === 'date' && !(Date.parse(`${date}T23:59:59`) > Date.now()) ? t`Choose a day to come` : null,
    },
  });
  const close = () => {
    form.reset();
    setRefusal(null);
    onClose();
  };
  const create = useMutation({
    mutationFn: ({ name, permissions, expiry, date }: Values) =>
      call(keysContract.create, {
        params: { project },
        body: { name: name.trim(), permissions, expiresAt: expiryOf(expiry, date, Date.now()) },
      }),
    onMutate: () => setRefusal(null),
    onSuccess: (made) => {
      void cache.invalidateQueries({ queryKey: keys.apiKeys(project) });
      close();
      onMade(made);
    },
    onError: (error) => setRefusal(placeProblem(form, error, fieldOf)),
  });
  return (
    <Modal opened={opened} onClose={close} title={t`New API key`}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Stack>
          {refusal !== null && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          <TextInput
            label={t`Name`}
            description={t`The service it is for`}
            maxLength={100}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Checkbox.Group label={t`It may`} {...form.getInputProps('permissions')}>
            <Stack gap="sm" mt="xs">
              {keyPermissions.map((permission) => (
                <Checkbox
                  key={permission}
                  value={permission}
                  label={permissionMeanings[permission]}
                  description={permission}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Group align="flex-start" grow>
            <NativeSelect label={t`It ends`} data={expiryChoices} {...form.getInputProps('expiry')} />
            {form.values.expiry === 'date' && (
              <TextInput type="date" label={t`On`} {...form.getInputProps('date')} />
            )}
          </Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={create.isPending}>
              <Trans>Make the key</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
