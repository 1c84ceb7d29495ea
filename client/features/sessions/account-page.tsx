import { Button, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../api/queries.ts';
import { signOut } from '../../api/sign-in.ts';
import { paths } from '../../paths.ts';
import { ConfirmModal } from '../../ui/confirm-modal.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PasswordForm } from './password-form.tsx';

/** A person's own account: who they are here, their password, and their sessions. */
export const AccountPage = () => {
  const me = useMe();
  const navigate = useNavigate();
  const [confirming, setConfirming] = useState(false);
  const leave = useMutation({
    mutationFn: () => signOut('everywhere'),
    onSuccess: () => navigate(paths.signIn()),
  });
  return (
    <>
      <PageHeader title="Account" description={`${me.name} · ${me.email}`} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} maw={1000}>
        <Paper p="lg">
          <Title order={2} size="h3" mb="md">
            {me.hasPassword ? 'Change the password' : 'Set a password'}
          </Title>
          <PasswordForm hasPassword={me.hasPassword} />
        </Paper>
        <Paper p="lg">
          <Title order={2} size="h3" mb="md">
            Sessions
          </Title>
          <Stack align="flex-start">
            <Text size="sm">
              Lost a device, or used one that is not yours? Sign out everywhere: every browser, this one too,
              will ask for your password again.
            </Text>
            <Button variant="default" onClick={() => setConfirming(true)}>
              Sign out everywhere
            </Button>
          </Stack>
        </Paper>
      </SimpleGrid>
      <ConfirmModal
        opened={confirming}
        onClose={() => setConfirming(false)}
        title="Sign out everywhere?"
        confirmLabel="Sign out everywhere"
        onConfirm={() => leave.mutateAsync()}
      >
        {me.hasPassword
          ? 'Every browser you are signed in with, this one too, will ask for your password again.'
          : 'You have no password yet: set one first, or you will need a sign-in link from an admin to come back.'}
      </ConfirmModal>
    </>
  );
};
