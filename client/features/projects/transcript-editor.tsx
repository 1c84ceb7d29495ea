import { t } from '@lingui/core/macro';
import { NumberInput, SimpleGrid } from '@mantine/core';
import { LengthField } from './length-field.tsx';
import { numberOrNull, type SchemaEditorProps } from './schema-editor.ts';

/** Edits how long a transcript may be, and in how many of their words two may differ and agree. */
export const TranscriptEditor = ({ schema, onChange, faults }: SchemaEditorProps<'transcript'>) => (
  <SimpleGrid cols={{ base: 1, xs: 2 }}>
    <LengthField
      value={schema.maxLength}
      error={faults['maxLength']}
      onChange={(maxLength) => onChange({ ...schema, maxLength })}
    />
    <NumberInput
      label={t`Tolerance`}
      description={t`Two transcripts agree where no more of their words differ`}
      min={0}
      max={99}
      suffix={'\u00a0%'}
      value={Number((schema.tolerance * 100).toFixed(2))}
      error={faults['tolerance']}
      onChange={(percent) => onChange({ ...schema, tolerance: (numberOrNull(percent) ?? 0) / 100 })}
    />
  </SimpleGrid>
);
