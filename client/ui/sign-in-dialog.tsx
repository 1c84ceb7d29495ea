import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { sessionsContract } from '../../server/features/sessions/contract.ts';
import { call } from '../api/call.ts';
import { useMe } from '../api/queries.ts';
import { enterAs, goOnAs } from '../api/sign-in.ts';
import { paths } from '../paths.ts';
import { messageOf } from './error-panel.tsx';

type Props = {
  opened: boolean;
  /** Puts it off; undefined: nothing can be done before, and the page is out of sight. */
  onClose?: () => void;
  onSignedIn: () => void;
  /** What becomes of what they were at. */
  children: ReactNode;
};

const Form = ({ onClose, onSignedIn, children }: Omit<Props, 'opened'>) => {
  const { email, hasPassword } = useMe();
  const router = useRouter();
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => call(sessionsContract.signIn, { body: { email, password } }),
    onSuccess: (me) => {
      goOnAs(me);
      onSignedIn();
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '') signIn.mutate();
  };
  const toSignInPage = () => {
    const { href } = router.latestLocation;
    enterAs(null);
    void router.navigate({ ...paths.signIn(href), replace: true });
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <Text size="sm">
          <Trans>
            Your session has ended, {email}. {children}
          </Trans>
        </Text>
        {signIn.error !== null && (
          <Alert color="red" role="alert">
            {messageOf(signIn.error)}
          </Alert>
        )}
        {hasPassword && (
          <PasswordInput
            label={t`Password`}
            autoComplete="current-password"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t`Show the password`, tabIndex: 0 }}
          />
        )}
        <Group justify="space-between">
          <Button variant="default" onClick={toSignInPage}>
            <Trans>Another way</Trans>
          </Button>
          <Group gap="xs">
            {onClose && (
              <Button variant="default" onClick={onClose}>
                <Trans>Later</Trans>
              </Button>
            )}
            {hasPassword && (
              <Button type="submit" loading={signIn.isPending}>
                <Trans>Sign in</Trans>
              </Button>
            )}
          </Group>
        </Group>
      </Stack>
    </form>
  );
};

/** Asks for the password where the session has ended, while the page stays as it is. */
export const SignInDialog = ({ opened, ...rest }: Props) => {
  const { onClose } = rest;
  return (
    <Modal
      opened={opened}
      onClose={onClose ?? (() => {})}
      title={t`You are signed out`}
      transitionProps={{ duration: 0 }}
      {...(!onClose && {
        withCloseButton: false,
        closeOnEscape: false,
        closeOnClickOutside: false,
        overlayProps: { color: 'var(--mantine-color-body)', backgroundOpacity: 1 },
      })}
    >
      <Form {...rest} />
    </Modal>
  );
};
