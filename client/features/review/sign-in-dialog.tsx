import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { sessionsContract } from '../../../server/features/sessions/contract.ts';
import { call } from '../../api/call.ts';
import { useMe } from '../../api/queries.ts';
import { enterAs, goOnAs } from '../../api/sign-in.ts';
import { paths } from '../../paths.ts';
import { refusalOf } from './desk/refusals.ts';

type Props = { opened: boolean; onClose: () => void; onSignedIn: () => void };

const Form = ({ onClose, onSignedIn }: Omit<Props, 'opened'>) => {
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
          Your session has ended. What you decided is kept, and sent once you, {email}, are signed in again.
        </Text>
        {signIn.error !== null && (
          <Alert color="red" role="alert">
            {refusalOf(signIn.error).message}
          </Alert>
        )}
        {hasPassword && (
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
          />
        )}
        <Group justify="space-between">
          <Button variant="default" onClick={toSignInPage}>
            Another way
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              Later
            </Button>
            {hasPassword && (
              <Button type="submit" loading={signIn.isPending}>
                Sign in
              </Button>
            )}
          </Group>
        </Group>
      </Stack>
    </form>
  );
};

/** Asks for the password where the session has ended, while the item stays where it is. */
export const SignInDialog = ({ opened, ...rest }: Props) => (
  <Modal opened={opened} onClose={rest.onClose} title="You are signed out" transitionProps={{ duration: 0 }}>
    <Form {...rest} />
  </Modal>
);
