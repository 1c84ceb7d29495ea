import { t } from '@lingui/core/macro';
import { NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { numberOrNull, type SchemaEditorProps } from './schema-editor.ts';

/** Edits how many points there are, what both ends stand for, and how far apart two ratings may be and agree. */
export const RatingEditor = ({ schema, onChange, faults, inForce }: SchemaEditorProps<'rating'>) => {
  const end = (name: 'low' | 'high', label: string) => (
    <TextInput
      label={label}
      maxLength={100}
      value={schema[name]}
      error={faults[name]}
      onChange={(event) => onChange({ ...schema, [name]: event.currentTarget.value })}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <NumberInput
        label={t`Points`}
        description={inForce ? t`They stay: labels were given by them` : t`From 2 to 10`}
        min={2}
        max={10}
        allowDecimal={false}
        disabled={inForce !== null}
        value={schema.points}
        error={faults['points']}
        onChange={(points) => onChange({ ...schema, points: numberOrNull(points) ?? 2 })}
      />
      <NumberInput
        label={t`Tolerance`}
        description={t`Two ratings no further apart agree`}
        min={0}
        max={8}
        allowDecimal={false}
        value={schema.tolerance}
        error={faults['tolerance']}
        onChange={(tolerance) => onChange({ ...schema, tolerance: numberOrNull(tolerance) ?? 0 })}
      />
      {end('low', t`What 1 stands for`)}
      {end('high', t`What the most points stand for`)}
    </SimpleGrid>
  );
};
