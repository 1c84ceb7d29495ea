import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callbacksContract, type Endpoint } from '../../../server/features/callbacks/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { notifyDone } from '../../ui/notify.ts';
import { countText } from '../../ui/proportion.tsx';
import { instantOf, localText } from '../../ui/local-time.ts';
import { briefUrl } from './words.ts';

type Props = {
  endpoints: readonly Endpoint[];
  /** The endpoint that the list is narrowed down to. */
  chosen: string | undefined;
  opened: boolean;
  onClose: () => void;
};

/** Sends again what happened in a stretch of time. */
export const ReplayModal = ({ endpoints, chosen, opened, onClose }: Props) => {
  const callable = endpoints.filter(({ disabledAt }) => disabledAt === null);
  return (
    <Modal opened={opened} onClose={onClose} title={t`Replay a range`} size="lg">
      {callable.length === 0 ? (
        <Text size="sm">
          <Trans>Every endpoint is disabled. Enable one to send something again.</Trans>
        </Text>
      ) : (
        <ReplayForm
          callable={callable}
          first={callable.find(({ id }) => id === chosen)?.id ?? callable[0]?.id ?? ''}
          onClose={onClose}
        />
      )}
    </Modal>
  );
};

type Values = { endpoint: string; from: string; to: string; only: 'failed' | 'all' };
type FormProps = { callable: readonly Endpoint[]; first: string; onClose: () => void };

const day = 86_400_000;
const minute = 60_000;

const ReplayForm = ({ callable, first, onClose }: FormProps) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [opened] = useState(Date.now);
  const form = useForm<Values>({
    initialValues: {
      endpoint: first,
      from: localText(opened - day),
      // The minute that has begun belongs to it.
      to: localText(opened + minute),
      only: 'failed',
    },
    validate: {
      from: (from) => (instantOf(from) === null ? t`Give a day and a time` : null),
      to: (to, { from }) =>
        instantOf(to) === null ? t`Give a day and a time` : to <= from ? t`Must lie after “From”` : null,
    },
  });
  const replay = useMutation({
    mutationFn: async ({ endpoint, from, to, only }: Values) => {
      const body = { from: instantOf(from) ?? '', to: instantOf(to) ?? '', only };
      return (await call(callbacksContract.replayRange, { params: { project, id: endpoint }, body }))
        .replayed;
    },
    onMutate: () => setRefusal(null),
    onSuccess: (replayed) => {
      if (replayed === 0) return;
      void cache.invalidateQueries({ queryKey: keys.callbacks(project) });
      void cache.resetQueries({ queryKey: keys.deliveries(project) });
      notifyDone(
        t`${countText(replayed)} ${plural(replayed, { one: 'delivery is', other: 'deliveries are' })} queued again.`,
      );
      onClose();
    },
    onError: (error) => setRefusal(placeProblem(form, error, ([field]) => String(field))),
  });
  return (
    <form onSubmit={form.onSubmit((values) => replay.mutate(values))} noValidate>
      <Stack>
        <div>
          <Text size="sm">
            <Trans>
              What happened in this time is sent again with the same <code>webhook-id</code>, in order for
              each item. What waits is sent anyway.
            </Trans>
          </Text>
          <div role="status">
            {replay.data === 0 && (
              <Alert color="yellow" mt="md">
                <Trans>Nothing was queued: no delivery of this kind lies in that time.</Trans>
              </Alert>
            )}
          </div>
        </div>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <NativeSelect
          label={t`Endpoint`}
          data={callable.map(({ id, url }) => ({ value: id, label: briefUrl(url) }))}
          data-autofocus
          {...form.getInputProps('endpoint')}
        />
        <Group grow align="flex-start">
          <TextInput type="datetime-local" label={t`From`} {...form.getInputProps('from')} />
          <TextInput
            type="datetime-local"
            label={t`To`}
            description={t`Itself not included`}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...form.getInputProps('to')}
          />
        </Group>
        <Radio.Group label={t`What`} {...form.getInputProps('only')}>
          <Stack gap="xs" mt="xs">
            <Radio value="failed" label={t`Only what was given up`} />
            <Radio value="all" label={t`All, also what was delivered`} />
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={replay.isPending}>
            <Trans>Send again</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
