import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, Group, MultiSelect, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { mostInputs } from '../../../server/domain/measures/inputs.ts';
import { emptyInput } from './input-draft.ts';
import { InputRow } from './input-row.tsx';
import classes from './step-fields.module.css';
import type { StepDraft } from './step-draft.ts';

type Props = { form: UseFormReturnType<{ pipeline: StepDraft[] }>; position: number };

const Order = ({ form, position, called }: Props & { called: string }) => {
  const last = form.values.pipeline.length - 1;
  const move = (to: number) => form.reorderListItem('pipeline', { from: position, to });
  const action = { variant: 'subtle', color: 'gray', size: 'lg' } as const;
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        {...action}
        aria-label={t`Move ${called} up`}
        disabled={position === 0}
        onClick={() => move(position - 1)}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...action}
        aria-label={t`Move ${called} down`}
        disabled={position === last}
        onClick={() => move(position + 1)}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...action}
        aria-label={t`Remove ${called}`}
        title={t`Remove`}
        onClick={() => form.removeListItem('pipeline', position)}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
};

/** One step of the pipeline: what it is called, what it comes after, and what is measured of it. */
export const StepFields = ({ form, position }: Props) => {
  const at = `pipeline.${position}` as const;
  const step = form.values.pipeline[position];
  if (step === undefined) return null;
  const title = t`step ${position + 1}`;
  const called = step.name === '' ? title : step.name;
  const before = form.values.pipeline.slice(0, position).map(({ name }) => name);
  return (
    <div className={classes.step} role="group" aria-label={t`Step ${called}`}>
      <div className={classes.head}>
        <TextInput
          aria-label={t`Name of ${title}`}
          placeholder={t`Name`}
          {...form.getInputProps(`${at}.name`)}
        />
        <MultiSelect
          aria-label={t`What ${called} comes after`}
          placeholder={step.after.length === 0 ? t`Comes first` : ''}
          data={[...new Set([...before, ...step.after])].filter((name) => name !== '')}
          {...form.getInputProps(`${at}.after`)}
        />
        <Order form={form} position={position} called={called} />
      </div>
      <Stack gap="xs">
        {step.metrics.map((metric, k) => (
          <InputRow
            // What stands in the fields belongs to a place, not to a name that is being typed.
            key={k}
            input={metric}
            title={t`metric ${k + 1} of ${called}`}
            propsOf={(field) => form.getInputProps(`${at}.metrics.${k}.${field}`)}
            onRemove={() => form.removeListItem(`${at}.metrics`, k)}
          />
        ))}
        <Group>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            aria-label={t`Add a metric to ${called}`}
            disabled={step.metrics.length >= mostInputs}
            onClick={() => form.insertListItem(`${at}.metrics`, emptyInput)}
          >
            <Trans>Add a metric</Trans>
          </Button>
        </Group>
      </Stack>
    </div>
  );
};
