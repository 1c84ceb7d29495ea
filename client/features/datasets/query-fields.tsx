import { t } from '@lingui/core/macro';
import { Checkbox, Fieldset, MultiSelect, NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { labelSources } from '../../../server/domain/words.ts';
import { useProject } from '../../api/queries.ts';
import { useModelNames } from '../../api/use-model-names.ts';
import { sourceWords } from '../../ui/words.ts';
import type { SnapshotDraft } from './draft.ts';
import { countedClasses } from './manifest.ts';

type Props = { form: UseFormReturnType<SnapshotDraft> };

/** Which labels are frozen; what is left empty narrows nothing down. */
export const QueryFields = ({ form }: Props) => {
  const { schema, schemaRevision } = useProject();
  const models = useModelNames();
  const classes = countedClasses(schema);
  const chosen = form.values;
  return (
    <Fieldset legend={t`Which labels`}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <MultiSelect
          label={t`Sources`}
          placeholder={chosen.sources.length === 0 ? t`Any` : ''}
          clearable
          data={labelSources.map((source) => ({ value: source, label: sourceWords[source] }))}
          {...form.getInputProps('sources')}
        />
        {classes.length > 0 && (
          <MultiSelect
            label={t`Classes`}
            placeholder={chosen.classes.length === 0 ? t`Any` : ''}
            clearable
            searchable
            data={classes.map((c) => ({
              value: c.name,
              label: c.retired ? t`${c.title} (retired)` : c.title,
            }))}
            {...form.getInputProps('classes')}
          />
        )}
        <MultiSelect
          label={t`Models`}
          placeholder={chosen.models.length === 0 ? t`Any` : ''}
          clearable
          searchable
          data={[...new Set([...models, ...chosen.models])]}
          {...form.getInputProps('models')}
        />
        <Select
          label={t`Label schema`}
          placeholder={t`Any revision`}
          clearable
          data={Array.from({ length: schemaRevision }, (_, i) => ({
            value: String(schemaRevision - i),
            label: t`Revision ${schemaRevision - i}`,
          }))}
          {...form.getInputProps('schemaRevision')}
        />
        <TextInput type="datetime-local" label={t`In force at or after`} {...form.getInputProps('from')} />
        <TextInput type="datetime-local" label={t`In force before`} {...form.getInputProps('to')} />
        <NumberInput
          label={t`Least agreement`}
          description={t`Of the opinions with the label; labels of fewer than two opinions are left out`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder={t`Any`}
          suffix=" %"
          min={0}
          max={100}
          {...form.getInputProps('minAgreement')}
        />
      </SimpleGrid>
      <Checkbox
        mt="md"
        label={t`Items without a label, too`}
        description={t`For weighting, and for models that learn from what nobody has judged`}
        {...form.getInputProps('unlabelled', { type: 'checkbox' })}
      />
    </Fieldset>
  );
};
