import { t } from '@lingui/core/macro';
import { SimpleGrid } from '@mantine/core';
import { LengthField } from './length-field.tsx';
import { PercentField } from './percent-field.tsx';
import type { SchemaEditorProps } from './schema-editor.ts';

/** Edits how long a transcript may be, and in how many of their words two may differ and agree. */
export const TranscriptEditor = ({ schema, onChange, faults }: SchemaEditorProps<'transcript'>) => (
  <SimpleGrid cols={{ base: 1, xs: 2 }}>
    <LengthField
      value={schema.maxLength}
      error={faults['maxLength']}
      onChange={(maxLength) => onChange({ ...schema, maxLength })}
    />
    <PercentField
      label={t`Tolerance`}
      description={t`Two transcripts agree where no more of their words differ`}
      value={schema.tolerance}
      least={0}
      most={99}
      error={faults['tolerance']}
      onChange={(tolerance) => onChange({ ...schema, tolerance })}
    />
  </SimpleGrid>
);
