import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Stack, TagsInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { alarmsContract, type Alarms } from '../../../server/features/alarms/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { placeProblem } from '../../ui/form-problem.ts';
import { Loading } from '../../ui/loading.tsx';
import { notifyDone } from '../../ui/notify.ts';

/** Whom alarms are mailed to. */
export const RecipientsPanel = ({ mail }: { mail: Alarms['mail'] }) => {
  const { slug: project } = useProject();
  const recipients = useQuery({
    queryKey: keys.alarmRecipients(project),
    queryFn: ({ signal }) => call(alarmsContract.recipients, { params: { project }, signal }),
  });
  if (recipients.data !== undefined)
    return <RecipientsForm addresses={recipients.data.addresses} configured={mail.configured} />;
  return recipients.isPending ? (
    <Loading height={80} />
  ) : (
    <ErrorPanel error={recipients.error} onRetry={() => void recipients.refetch()} />
  );
};

const RecipientsForm = ({ addresses, configured }: { addresses: string[]; configured: boolean }) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm({ initialValues: { addresses } });
  const save = useMutation({
    mutationFn: (body: { addresses: string[] }) =>
      call(alarmsContract.setRecipients, { params: { project }, body }),
    onMutate: () => setRefusal(null),
    onSuccess: (saved) => {
      void cache.invalidateQueries({ queryKey: keys.alarms(project) });
      form.setInitialValues(saved);
      form.reset();
      notifyDone(t`Saved.`);
    },
    onError: (error) => setRefusal(placeProblem(form, error, ([field]) => String(field))),
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack maw={720}>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <TagsInput
          label={t`Mailed to`}
          description={
            configured
              ? t`One mail to each address for all alarms that change together`
              : t`This server has no mail server yet: an admin gives it one by the setting SMTP_URL`
          }
          placeholder={t`name@example.org`}
          maxTags={20}
          acceptValueOnBlur
          {...form.getInputProps('addresses')}
        />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
