import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import {
  Alert,
  Autocomplete,
  Button,
  Checkbox,
  Collapse,
  Fieldset,
  NumberInput,
  SimpleGrid,
  Text,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight, IconLock } from '@tabler/icons-react';
import type { SnapshotReply } from '../../../server/features/datasets/contract.ts';
import { useProject } from '../../api/queries.ts';
import { plainText } from '../../ui/decimal-text.ts';
import { quoted } from '../../ui/quoted.ts';
import { leftForTraining, type SnapshotDraft } from './draft.ts';

type Props = {
  form: UseFormReturnType<SnapshotDraft>;
  /** The snapshot that settles who is in the test split; null: none does. */
  sealed: SnapshotReply | null;
};

/** How rows are split for training, validation and test, and whether the test split stays as it is from here on. */
export const SplitFields = ({ form, sealed }: Props) => {
  const { monitoredInputs } = useProject();
  const [advanced, { toggle }] = useDisclosure(form.values.salt !== '');
  const left = leftForTraining(form.values);
  const isSealed = sealed !== null;
  return (
    <Fieldset legend={t`Splits`}>
      {isSealed && (
        <Alert color="grape" icon={<IconLock aria-hidden />} mb="md">
          <Trans>
            The test split is sealed by {quoted(sealed.name)}: its share, grouping and salt stay as they are
            there.
          </Trans>
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <NumberInput
          label={t`Validation`}
          suffix=" %"
          min={0}
          max={100}
          {...form.getInputProps('validation')}
        />
        <NumberInput
          label={t`Test`}
          suffix=" %"
          min={0}
          max={100}
          disabled={isSealed}
          {...form.getInputProps('test')}
        />
      </SimpleGrid>
      <Text size="sm" mt={6} role="status" c={left === null ? 'var(--mantine-color-error)' : 'dimmed'}>
        {left === null
          ? t`That is more than all rows together.`
          : t`${plainText(left * 100, 2)} % remains for training.`}
      </Text>
      <Autocomplete
        mt="md"
        label={t`Keep together by`}
        description={t`An input such as the camera or the customer. Items that have it in common land in one split, so that a model is not tested on what it has all but seen.`}
        placeholder={t`Each item by itself`}
        data={monitoredInputs.map(({ name }) => name)}
        maxLength={200}
        disabled={isSealed}
        {...form.getInputProps('groupBy')}
      />
      {!isSealed && (
        <Checkbox
          mt="md"
          label={t`Seal the test split`}
          description={t`All later snapshots of the project draw it the same way, so that none of its items gets into a later training. It cannot be undone.`}
          {...form.getInputProps('seal', { type: 'checkbox' })}
        />
      )}
      <Button
        mt="sm"
        variant="subtle"
        size="compact-sm"
        aria-expanded={advanced}
        leftSection={
          advanced ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />
        }
        onClick={toggle}
      >
        <Trans>Advanced</Trans>
      </Button>
      <Collapse expanded={advanced}>
        <TextInput
          mt="xs"
          label={t`Salt`}
          description={t`The same salt puts the same items into the same splits; another one draws them anew.`}
          maxLength={100}
          disabled={isSealed}
          {...form.getInputProps('salt')}
        />
      </Collapse>
    </Fieldset>
  );
};
