import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
      <PageHeader title={t`Account`} description={`${me.name} · ${me.email}`} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} maw={1000}>
        <Paper p="lg">
          <Title order={2} size="h3" mb="md">
            {me.hasPassword ? t`Change the password` : t`Set a password`}
          </Title>
          <PasswordForm hasPassword={me.hasPassword} />
        </Paper>
        <Paper p="lg">
          <Title order={2} size="h3" mb="md">
            <Trans>Sessions</Trans>
          </Title>
          <Stack align="flex-start">
            <Text size="sm">
              <Trans>
                Lost a device, or used one that is not yours? Sign out everywhere: every browser, this one
                too, will ask for your password again.
              </Trans>
            </Text>
            <Button variant="default" onClick={() => setConfirming(true)}>
              <Trans>Sign out everywhere</Trans>
            </Button>
          </Stack>
        </Paper>
      </SimpleGrid>
      <ConfirmModal
        opened={confirming}
        onClose={() => setConfirming(false)}
        title={t`Sign out everywhere?`}
        confirmLabel={t`Sign out everywhere`}
        onConfirm={() => leave.mutateAsync()}
      >
        {me.hasPassword
          ? t`Every browser you are signed in with, this one too, will ask for your password again.`
          : t`You have no password yet: set one first, or you will need a sign-in link from an admin to come back.`}
      </ConfirmModal>
    </>
  );
};
