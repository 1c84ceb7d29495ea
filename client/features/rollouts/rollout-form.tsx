import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import {
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  NumberInput,
  Radio,
  Select,
  Stack,
  Text,
  TextInput,
  Textarea,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { guardrailNames } from '../../../server/domain/rollout/guardrails/names.ts';
import type { RolloutSettings } from '../../../server/domain/rollout/settings.ts';
import { rolloutsContract } from '../../../server/features/rollouts/contract.ts';
import { call } from '../../api/call.ts';
import { keys, useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { placeProblem } from '../../ui/form-problem.ts';
import { draftOf, limitSuffix, settingsOf, type RolloutDraft } from './draft.ts';
import classes from './rollouts.module.css';
import { guardrailWords } from './words.ts';

type Props = {
  candidate: string;
  candidates: readonly string[];
  onCandidate: (candidate: string) => void;
  /** The version it takes the place of; null: there is none. */
  live: string | null;
  settings: RolloutSettings;
  attemptOf: string | null;
  onClose: () => void;
};

/** How a version is brought in: by steps or by a switch, and what each must show. */
export const RolloutForm = ({
  candidate,
  candidates,
  onCandidate,
  live,
  settings,
  attemptOf,
  onClose,
}: Props) => {
  const { slug: project } = useProject();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<RolloutDraft>({ initialValues: draftOf(settings) });
  const save = useMutation({
    mutationFn: (draft: RolloutDraft) =>
      call(rolloutsContract.create, {
        params: { project },
        body: {
          candidate,
          live,
          settings: settingsOf(draft, settings),
          note: draft.note.trim(),
          attemptOf,
        },
      }),
    onMutate: () => setRefusal(null),
    onSuccess: async ({ id }) => {
      await cache.invalidateQueries({ queryKey: keys.rollouts(project) });
      onClose();
      await navigate(paths.rollout(project, id));
    },
    onError: (error) =>
      setRefusal(
        placeProblem(form, error, ([, ...path]) => path.slice(0, path[0] === 'steps' ? 1 : 2).join('.')),
      ),
  });
  const { kind } = form.values;
  return (
    <form onSubmit={form.onSubmit((draft) => save.mutate(draft))} noValidate>
      <Stack>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Select
          label={t`Version`}
          description={live === null ? t`None is live yet` : t`It takes the place of ${live}`}
          data={[...candidates]}
          value={candidate}
          allowDeselect={false}
          disabled={attemptOf !== null}
          onChange={(value) => value !== null && onCandidate(value)}
        />
        <Radio.Group label={t`How`} {...form.getInputProps('kind')}>
          <Stack gap="xs" mt="xs">
            <Radio
              value="canary"
              label={t`Canary`}
              description={t`It decides a share that grows step by step`}
            />
            <Radio
              value="blue_green"
              label={t`Blue/green`}
              description={t`It predicts beside the live one, and one switch changes over`}
            />
          </Stack>
        </Radio.Group>
        {kind === 'canary' && (
          <>
            <TextInput
              label={t`Steps`}
              description={t`Shares that it decides, in percent, each greater than the one before`}
              {...form.getInputProps('steps')}
            />
            <Checkbox
              label={t`In shadow first`}
              description={t`It only predicts, and is compared, before it decides anything`}
              {...form.getInputProps('shadowFirst', { type: 'checkbox' })}
            />
            <Checkbox
              label={t`Goes on by itself`}
              description={t`Once the time of a step is over and all guardrails pass; otherwise it waits for your click`}
              {...form.getInputProps('automatic', { type: 'checkbox' })}
            />
          </>
        )}
        <div className={classes.steps}>
          <NumberInput
            label={t`Least time of a step`}
            suffix=" min"
            min={0}
            {...form.getInputProps('dwellMinutes')}
          />
          <NumberInput label={t`Labels of a step`} min={0} {...form.getInputProps('leastLabels')} />
          <NumberInput
            label={t`A person is asked after`}
            suffix=" h"
            min={1}
            {...form.getInputProps('deadlineHours')}
          />
          <NumberInput
            label={t`The switch takes`}
            suffix=" min"
            min={0}
            {...form.getInputProps('switchMinutes')}
          />
          <NumberInput
            label={t`Way back stays open`}
            suffix=" h"
            min={0}
            {...form.getInputProps('rollbackHours')}
          />
        </div>
        <Fieldset legend={t`Guardrails`}>
          <Text size="sm" c="dimmed" mb="sm">
            <Trans>
              An empty one does not count. The proposed limits are a little above what the live version does.
            </Trans>
          </Text>
          <div className={classes.steps}>
            {guardrailNames.map((name) => (
              <NumberInput
                key={name}
                label={guardrailWords[name].name}
                description={guardrailWords[name].hint}
                suffix={limitSuffix(name)}
                min={0}
                decimalScale={2}
                {...form.getInputProps(`limits.${name}`)}
              />
            ))}
          </div>
        </Fieldset>
        <Fieldset legend={t`Where the two differ`}>
          <div className={classes.steps}>
            <NumberInput
              label={t`People look at`}
              description={t`Of what is accepted though they differ`}
              suffix=" %"
              min={0}
              max={100}
              {...form.getInputProps('disagreementShare')}
            />
            <NumberInput
              label={t`At most`}
              description={t`Of those a day`}
              min={0}
              {...form.getInputProps('disagreementsPerDay')}
            />
          </div>
        </Fieldset>
        <Textarea
          label={t`Note`}
          maxLength={2_000}
          autosize
          minRows={1}
          maxRows={5}
          {...form.getInputProps('note')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={save.isPending}>
            <Trans>Draw it up</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
