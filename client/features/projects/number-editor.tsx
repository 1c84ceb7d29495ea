import { t } from '@lingui/core/macro';
import { NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { numberOrNull, type SchemaEditorProps } from './schema-editor.ts';

/** Edits what a number may be, and how far apart two may be and agree. */
export const NumberEditor = ({ schema, onChange, faults }: SchemaEditorProps<'number'>) => {
  const optional = (name: 'min' | 'max' | 'step', label: string, description: string) => (
    <NumberInput
      label={label}
      description={description}
      value={schema[name] ?? ''}
      error={faults[name]}
      onChange={(value) => onChange({ ...schema, [name]: numberOrNull(value) })}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      {optional('min', t`Least`, t`Empty: without a bound`)}
      {optional('max', t`Greatest`, t`Empty: without a bound`)}
      {optional('step', t`In steps of`, t`Empty: any number; models may answer between steps`)}
      <TextInput
        label={t`Unit`}
        description={t`Written behind the number`}
        maxLength={20}
        value={schema.unit}
        error={faults['unit']}
        onChange={(event) => onChange({ ...schema, unit: event.currentTarget.value })}
      />
      <NumberInput
        label={t`Tolerance`}
        description={t`Two numbers no further apart agree`}
        min={0}
        value={schema.tolerance}
        error={faults['tolerance']}
        onChange={(tolerance) => onChange({ ...schema, tolerance: numberOrNull(tolerance) ?? 0 })}
      />
    </SimpleGrid>
  );
};
