import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { sessionsContract } from '../../../server/features/sessions/contract.ts';
import { call } from '../../api/call.ts';
import { meQuery } from '../../api/queries.ts';
import { enterAs } from '../../api/sign-in.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { Front } from './front.tsx';

/** An address inside this site, whatever was written into the link; elsewhere nobody is sent. */
const inside = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';

/** Signs a person in with e-mail address and password, and takes them to where they wanted to go. */
export const SignInPage = () => {
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-in' });
  const me = useQuery(meQuery);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (email.trim() === '' ? t`Your e-mail address is missing` : null),
      password: (password) => (password === '' ? t`Your password is missing` : null),
    },
  });
  const signIn = useMutation({
    mutationFn: (body: typeof form.values) =>
      call(sessionsContract.signIn, { body: { ...body, email: body.email.trim() } }),
    onMutate: () => setRefusal(null),
    onSuccess: enterAs,
    onError: (error) => setRefusal(placeProblem(form, error)),
  });

  const isSignedIn = Boolean(me.data);
  useEffect(() => {
    if (isSignedIn) router.history.replace(inside(next));
  }, [isSignedIn, next, router]);

  return (
    <Front title={t`Sign in`}>
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
        <Stack>
          {refusal !== null && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          <TextInput
            label={t`E-mail address`}
            type="email"
            autoComplete="username"
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t`Password`}
            autoComplete="current-password"
            {...form.getInputProps('password')}
            visibilityToggleButtonProps={{ 'aria-label': t`Show the password`, tabIndex: 0 }}
          />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            <Trans>Sign in</Trans>
          </Button>
          <Text size="sm" c="dimmed">
            <Trans>No account yet, or the password is forgotten? Ask an admin for a sign-in link.</Trans>
          </Text>
        </Stack>
      </form>
    </Front>
  );
};
