import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import {
  Alert,
  Button,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { protocolNames, type ProtocolName } from '../../../server/domain/model-protocols/names.ts';
import { firstMapping } from '../../../server/domain/model-protocols/protocol.ts';
import { modelsContract, type ModelEndpointReply } from '../../../server/features/models/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { notifyDone } from '../../ui/notify.ts';
import { breakerWords, protocolWords } from './protocol-words.ts';
import { TryEndpoint } from './try-endpoint.tsx';

type Props = { model: string; endpoint: ModelEndpointReply | null; onClose: () => void };

const valuesOf = (endpoint: ModelEndpointReply | null) => {
  const { value, confidence, scores } = endpoint?.mapping ?? firstMapping;
  return {
    protocol: endpoint?.protocol ?? ('plain_json' as ProtocolName),
    url: endpoint?.url ?? '',
    timeoutMs: endpoint?.timeoutMs ?? 5_000,
    secretHeader: endpoint?.secretHeader ?? '',
    secret: '',
    mapping: { value: value ?? '', confidence: confidence ?? '', scores: scores ?? '' },
  };
};
type Values = ReturnType<typeof valuesOf>;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const bodyOf = ({ url, secretHeader, secret, mapping, ...rest }: Values) => ({
  ...rest,
  url: url.trim(),
  secretHeader: orNull(secretHeader),
  ...(secret !== '' && { secret }),
  mapping: {
    value: orNull(mapping.value),
    confidence: orNull(mapping.confidence),
    scores: orNull(mapping.scores),
  },
});

const Health = ({ state, failure }: ModelEndpointReply) => (
  <Alert color={state === 'closed' ? 'gray' : 'orange'} title={t`It ${breakerWords[state]}.`}>
    {failure !== null && (
      <Text size="sm">
        <Trans>What went wrong last: {failure}</Trans>
      </Text>
    )}
  </Alert>
);

/** Says where a model version is asked; below it, how its endpoint fares, and a try. */
export const EndpointForm = ({ model, endpoint, onClose }: Props) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values>({ initialValues: valuesOf(endpoint) });
  const params = { project, model };
  const changed = () => cache.invalidateQueries({ queryKey: keys.models(project) });
  const save = useMutation({
    mutationFn: (values: Values) => call(modelsContract.setEndpoint, { params, body: bodyOf(values) }),
    onMutate: () => setRefusal(null),
    onSuccess: async () => {
      await changed();
      notifyDone(t`The endpoint of ${model} is set`);
    },
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  const remove = useMutation({
    mutationFn: () => call(modelsContract.removeEndpoint, { params }),
    onSuccess: async () => {
      await changed();
      onClose();
    },
    onError: (error) => setRefusal(placeProblem(form, error)),
  });
  const { address, mapping } = protocolWords[form.values.protocol];
  return (
    <Stack>
      {endpoint !== null && <Health {...endpoint} />}
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack>
          {refusal !== null && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          <Select
            label={t`Protocol`}
            data={protocolNames.map((value) => ({ value, label: protocolWords[value].title }))}
            allowDeselect={false}
            {...form.getInputProps('protocol')}
          />
          <TextInput
            type="url"
            label={t`Address`}
            description={t`The whole address that is sent the request`}
            placeholder={address}
            spellCheck={false}
            {...form.getInputProps('url')}
          />
          <NumberInput
            label={t`Time limit, in milliseconds`}
            description={t`After it, and where it fails otherwise, the item goes to people`}
            min={50}
            max={60_000}
            {...form.getInputProps('timeoutMs')}
          />
          {mapping !== null && (
            <>
              <Group grow align="flex-start">
                <TextInput label={t`Value`} spellCheck={false} {...form.getInputProps('mapping.value')} />
                <TextInput
                  label={t`Confidence`}
                  spellCheck={false}
                  {...form.getInputProps('mapping.confidence')}
                />
                <TextInput label={t`Scores`} spellCheck={false} {...form.getInputProps('mapping.scores')} />
              </Group>
              <Text size="xs" c="dimmed">
                <Trans>Where the answer is in a reply. {mapping}</Trans>
              </Text>
            </>
          )}
          <Group grow align="flex-start">
            <TextInput
              label={t`Secret header`}
              description={t`Such as Authorization; empty: none`}
              spellCheck={false}
              {...form.getInputProps('secretHeader')}
            />
            <PasswordInput
              label={t`Secret`}
              description={endpoint?.secretHeader ? t`Empty: it stays as it is` : t`What the header says`}
              autoComplete="off"
              {...form.getInputProps('secret')}
            />
          </Group>
          <Group justify="flex-end" gap="xs">
            {endpoint !== null && (
              <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                <Trans>Remove</Trans>
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
      {endpoint !== null && <TryEndpoint model={model} />}
    </Stack>
  );
};
