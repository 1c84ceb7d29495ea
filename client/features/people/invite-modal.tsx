import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { projectRoles, type ProjectRole } from '../../../server/domain/roles.ts';
import { peopleContract } from '../../../server/features/people/contract.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { roleMeanings } from '../../ui/roles.ts';
import { SecretModal } from '../../ui/secret-modal.tsx';
import { Instant } from '../../ui/time.tsx';

type Props = { project: string; name: string; opened: boolean; onClose: () => void };

/** Makes an invitation to a project and shows its link, once. */
export const InviteModal = ({ project, name, opened, onClose }: Props) => {
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<{ role: ProjectRole; email: string }>({
    initialValues: { role: 'inspector', email: '' },
    validate: {
      email: (email) =>
        email.trim() === '' || /^\S+@\S+\.\S+$/.test(email.trim()) ? null : t`This is not an e-mail address`,
    },
  });
  const close = () => {
    form.reset();
    setRefusal(null);
    onClose();
  };
  const invite = useMutation({
    mutationFn: ({ role, email }: typeof form.values) =>
      call(peopleContract.invite, { params: { project }, body: { role, email: email.trim() || null } }),
    onMutate: () => setRefusal(null),
    onSuccess: () => {
      close();
      void cache.invalidateQueries({ queryKey: keys.people(project) });
    },
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  return (
    <>
      <Modal opened={opened} onClose={close} title={t`Invite to ${name}`}>
        <form onSubmit={form.onSubmit((values) => invite.mutate(values))} noValidate>
          <Stack>
            {refusal !== null && (
              <Alert color="red" role="alert">
                {refusal}
              </Alert>
            )}
            <Radio.Group label={t`Role`} {...form.getInputProps('role')}>
              <Stack gap="sm" mt="xs">
                {projectRoles.map((role) => (
                  <Radio
                    key={role}
                    value={role}
                    label={roleMeanings[role].title}
                    description={roleMeanings[role].description}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <TextInput
              label={t`E-mail address`}
              description={t`Optional: whom the link is for. Countersign sends no mail; you pass the link on.`}
              type="email"
              {...form.getInputProps('email')}
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                <Trans>Cancel</Trans>
              </Button>
              <Button type="submit" loading={invite.isPending}>
                <Trans>Make the link</Trans>
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
      <SecretModal
        title={t`Pass this link on`}
        label={t`Invitation link`}
        secret={invite.data?.url ?? null}
        onClose={() => invite.reset()}
      >
        <Trans>
          Whoever opens it first joins the project. It is good until{' '}
          {invite.data && <Instant at={invite.data.expiresAt} />}.
        </Trans>
      </SecretModal>
    </>
  );
};
