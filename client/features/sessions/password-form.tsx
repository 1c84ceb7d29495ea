import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionsContract } from '../../../server/features/sessions/contract.ts';
import { call, CallError } from '../../api/call.ts';
import { keys } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { notifyDone } from '../../ui/notify.ts';
import { passwordFault, passwordLength } from './join-form.tsx';

const toggle = { 'aria-label': t`Show the password`, tabIndex: 0 };

/** Sets a new password; every other device is signed out by it. */
export const PasswordForm = ({ hasPassword }: { hasPassword: boolean }) => {
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: {
      current: (value) => (hasPassword && value === '' ? t`Your present password is missing` : null),
      next: passwordFault,
    },
  });
  const change = useMutation({
    mutationFn: ({ current, next }: typeof form.values) =>
      call(sessionsContract.changePassword, { body: { current: hasPassword ? current : null, next } }),
    onMutate: () => setRefusal(null),
    onSuccess: () => {
      form.reset();
      void cache.invalidateQueries({ queryKey: keys.me });
      notifyDone(t`The password is set; every other device is signed out`);
    },
    onError: (error) => {
      if (error instanceof CallError && error.code === 'wrong_credentials')
        form.setErrors({ current: t`This is not your present password` });
      else setRefusal(placeProblem(form, error));
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
      <Stack maw={380}>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        {hasPassword && (
          <PasswordInput
            label={t`Present password`}
            autoComplete="current-password"
            visibilityToggleButtonProps={toggle}
            {...form.getInputProps('current')}
          />
        )}
        <PasswordInput
          label={t`New password`}
          description={t`At least ${passwordLength} characters; a few words make a good one`}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('next')}
        />
        <Group>
          <Button type="submit" loading={change.isPending}>
            <Trans>Set the password</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
