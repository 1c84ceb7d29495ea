import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Alert, Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callbackEvents, type CallbackEvent } from '../../../server/domain/callback-events.ts';
import { callbacksContract, type Endpoint } from '../../../server/features/callbacks/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { notifyDone } from '../../ui/notify.ts';
import { eventMeanings } from './words.ts';

type Props = {
  /** The endpoint to be changed, or one to be added; null: closed. */
  subject: Endpoint | 'new' | null;
  onClose: () => void;
  onMade: (made: Endpoint & { secret: string }) => void;
};

/** Adds an endpoint, or changes one. */
export const EndpointModal = ({ subject, onClose, onMade }: Props) => (
  <Modal
    opened={subject !== null}
    onClose={onClose}
    title={subject === 'new' || subject === null ? t`Add an endpoint` : t`Edit the endpoint`}
  >
    {subject !== null && (
      <EndpointForm endpoint={subject === 'new' ? null : subject} onClose={onClose} onMade={onMade} />
    )}
  </Modal>
);

type Values = { url: string; description: string; events: CallbackEvent[] };
type FormProps = Omit<Props, 'subject'> & { endpoint: Endpoint | null };

const EndpointForm = ({ endpoint, onClose, onMade }: FormProps) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues: {
      url: endpoint?.url ?? '',
      description: endpoint?.description ?? '',
      events: endpoint?.events ?? [...callbackEvents],
    },
    validate: {
      url: (url) =>
        URL.canParse(url.trim()) ? null : t`Give the whole address, as https://example.org/callbacks`,
      events: (events) => (events.length === 0 ? t`Choose what it is told of` : null),
    },
  });
  const save = useMutation({
    mutationFn: async ({ url, ...values }: Values): Promise<(Endpoint & { secret: string }) | null> => {
      const body = { ...values, url: url.trim() };
      if (endpoint === null) return call(callbacksContract.create, { params: { project }, body });
      await call(callbacksContract.update, { params: { project, id: endpoint.id }, body });
      return null;
    },
    onMutate: () => setRefusal(null),
    onSuccess: (made) => {
      void cache.invalidateQueries({ queryKey: keys.callbacks(project) });
      onClose();
      if (made) onMade(made);
      else notifyDone(t`The endpoint is changed.`);
    },
    onError: (error) => setRefusal(placeProblem(form, error, ([field]) => String(field))),
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <TextInput
          type="url"
          label={t`Address`}
          description={t`Is sent a POST request for each event, and answers with 2xx when it has it`}
          placeholder="https://"
          maxLength={2_000}
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('url')}
        />
        <Textarea
          label={t`Description`}
          description={t`What it is, and whom to ask about it`}
          maxLength={500}
          autosize
          minRows={1}
          maxRows={4}
          {...form.getInputProps('description')}
        />
        <Checkbox.Group label={t`It is told of`} {...form.getInputProps('events')}>
          <Stack gap="sm" mt="xs">
            {callbackEvents.map((event) => (
              <Checkbox key={event} value={event} label={eventMeanings[event]} description={event} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={save.isPending}>
            {endpoint === null ? t`Add` : t`Save`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
