import { t } from '@lingui/core/macro';
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionsContract, type Me } from '../../../server/features/sessions/contract.ts';
import { call } from '../../api/call.ts';
import { placeProblem } from '../../ui/form-problem.ts';

type Props = { token: string; name: string; email: string; label: string; onJoined: (me: Me) => void };

/** Least length of a password, as the server asks for it. */
export const passwordLength = 10;

/** What is wrong with a chosen password; null: nothing. */
export const passwordFault = (password: string): string | null =>
  password.length < passwordLength ? t`At least ${passwordLength} characters` : null;

/** Makes an account from a link: name, e-mail address and password. */
export const JoinForm = ({ token, name, email, label, onJoined }: Props) => {
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: { name, email, password: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t`Colleagues see this name; it cannot be empty` : null),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t`This is not an e-mail address`),
      password: passwordFault,
    },
  });
  const join = useMutation({
    mutationFn: (values: typeof form.values) =>
      call(sessionsContract.acceptLink, {
        params: { token },
        body: { ...values, name: values.name.trim(), email: values.email.trim() },
      }),
    onMutate: () => setRefusal(null),
    onSuccess: onJoined,
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => join.mutate(values))} noValidate>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <TextInput
          label={t`Name`}
          description={t`As colleagues will see it`}
          autoComplete="name"
          autoFocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t`E-mail address`}
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t`Password`}
          description={t`At least ${passwordLength} characters; a few words make a good one`}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t`Show the password`, tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={join.isPending} fullWidth>
          {label}
        </Button>
      </Stack>
    </form>
  );
};
