import { t } from '@lingui/core/macro';
import { NumberInput, SimpleGrid } from '@mantine/core';
import { ClassListEditor } from './class-list-editor.tsx';
import { numberOrNull, type SchemaEditorProps } from './schema-editor.ts';

/** Edits the classes of several choices, and how many of them can be chosen. */
export const ChoicesEditor = ({ schema, onChange, faults, inForce }: SchemaEditorProps<'choices'>) => (
  <>
    <ClassListEditor
      classes={schema.classes}
      inForce={inForce?.classes ?? null}
      faults={faults}
      onChange={(classes) => onChange({ ...schema, classes })}
    />
    <SimpleGrid cols={{ base: 1, xs: 2 }} mt="md">
      <NumberInput
        label={t`At least`}
        description={t`Classes that must be chosen; 0: none of them is an answer too`}
        min={0}
        allowDecimal={false}
        value={schema.min}
        error={faults['min']}
        onChange={(min) => onChange({ ...schema, min: numberOrNull(min) ?? 0 })}
      />
      <NumberInput
        label={t`At most`}
        description={t`Empty: all of them`}
        min={1}
        allowDecimal={false}
        value={schema.max ?? ''}
        error={faults['max']}
        onChange={(max) => onChange({ ...schema, max: numberOrNull(max) })}
      />
    </SimpleGrid>
  </>
);
