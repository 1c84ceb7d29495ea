import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  deskActions,
  firstKeys,
  isDeskKey,
  keysInForce,
  type DeskAction,
  type DeskKeys,
} from '../../../server/domain/desk-keys.ts';
import { sessionsContract } from '../../../server/features/sessions/contract.ts';
import { call } from '../../api/call.ts';
import { keys as queryKeys, useMe } from '../../api/queries.ts';
import { notifyError } from '../../ui/notify.ts';
import { actionWords } from './words.ts';

const faultOf = (action: DeskAction, values: DeskKeys): string | null => {
  if (!isDeskKey(values[action])) return t`One character, but ?`;
  const other = deskActions.find((a) => a !== action && values[a] === values[action]);
  return other ? t`Also the key of “${actionWords[other]}”` : null;
};

const faultsOf = (values: DeskKeys) =>
  Object.fromEntries(
    deskActions.flatMap((action) => {
      const fault = faultOf(action, values);
      return fault === null ? [] : [[action, fault]];
    }),
  );

type Props = {
  /** The keys of this project's answers, which win, and what each stands for. */
  answers: ReadonlyMap<string, string>;
  onDone: () => void;
};

/** Sets the keys of one's own, which are kept with the account. */
export const OwnKeysForm = ({ answers, onDone }: Props) => {
  const me = useMe();
  const cache = useQueryClient();
  const form = useForm<DeskKeys>({
    initialValues: keysInForce(me.deskKeys),
    validate: faultsOf,
    validateInputOnChange: true,
  });
  const save = useMutation({
    mutationFn: async (values: DeskKeys) => {
      const changed = deskActions.filter((action) => values[action] !== firstKeys[action]);
      const keys = Object.fromEntries(changed.map((action) => [action, values[action]]));
      await call(sessionsContract.setDeskKeys, { body: { keys } });
      cache.setQueryData(queryKeys.me, { ...me, deskKeys: keys });
    },
    onSuccess: onDone,
    onError: notifyError(t`Your keys were not saved`),
  });
  const hintOf = (key: string) => {
    const title = answers.get(key);
    return title === undefined ? undefined : t`Answers “${title}” in this project`;
  };
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <Text size="sm">
          <Trans>They are yours alone, in every project. Keys that give an answer come first.</Trans>
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {deskActions.map((action) => (
            <TextInput
              key={action}
              label={actionWords[action]}
              maxLength={2}
              autoComplete="off"
              {...form.getInputProps(action)}
              description={hintOf(form.values[action])}
              onFocus={(event) => event.currentTarget.select()}
              // The newest character takes the place of the one before.
              onChange={(event) =>
                form.setFieldValue(
                  action,
                  Array.from(event.currentTarget.value.trim()).at(-1)?.toLowerCase() ?? '',
                )
              }
            />
          ))}
        </SimpleGrid>
        <Group justify="space-between">
          <Button variant="default" onClick={() => form.setValues(firstKeys)}>
            <Trans>As at first</Trans>
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={onDone}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={save.isPending}>
              <Trans>Save</Trans>
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
};
