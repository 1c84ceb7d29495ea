import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import type { useSaveSettings } from './use-save-settings.ts';

type Props<V extends Record<string, unknown>> = ReturnType<typeof useSaveSettings<V>> & {
  id: string;
  title: string;
  /** What the settings are about; null: the title says it. */
  description: string | null;
  form: UseFormReturnType<V>;
  /** What stands beside the button that saves. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A form of a project's settings: what it is about, why it was refused, its fields, and how it is saved. */
export const SettingsSection = <V extends Record<string, unknown>>({
  id,
  title,
  description,
  form,
  save,
  refusal,
  actions,
  children,
}: Props<V>) => (
  <Paper component="section" p="lg" aria-labelledby={id}>
    <Title order={2} size="h3" mb={description === null ? 'md' : undefined} id={id}>
      {title}
    </Title>
    {description !== null && (
      <Text size="sm" c="dimmed" mt={2} mb="md">
        {description}
      </Text>
    )}
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        {children}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            <Trans>Save</Trans>
          </Button>
          {actions}
        </Group>
      </Stack>
    </form>
  </Paper>
);
