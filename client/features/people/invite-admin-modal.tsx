import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleContract } from '../../../server/features/people/contract.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { SecretModal } from '../../ui/secret-modal.tsx';
import { Instant } from '../../ui/time.tsx';

/** Makes an invitation for a further admin and shows its link, once. */
export const InviteAdminModal = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: { email: '' },
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
    mutationFn: ({ email }: typeof form.values) =>
      call(peopleContract.inviteAdmin, { body: { email: email.trim() || null } }),
    onMutate: () => setRefusal(null),
    onSuccess: () => {
      close();
      void cache.invalidateQueries({ queryKey: keys.accounts });
    },
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  return (
    <>
      <Modal opened={opened} onClose={close} title={t`Invite an admin`}>
        <form onSubmit={form.onSubmit((values) => invite.mutate(values))} noValidate>
          <Stack>
            {refusal !== null && (
              <Alert color="red" role="alert">
                {refusal}
              </Alert>
            )}
            <Text size="sm">
              <Trans>An admin may do everything in every project, and manages all accounts.</Trans>
            </Text>
            <TextInput
              label={t`E-mail address`}
              description={t`Optional: whom the link is for. Countersign sends no mail; you pass the link on.`}
              type="email"
              data-autofocus
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
          Whoever opens it first becomes an admin. It is good until{' '}
          {invite.data && <Instant at={invite.data.expiresAt} />}.
        </Trans>
      </SecretModal>
    </>
  );
};
