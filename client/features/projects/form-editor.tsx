import { Trans } from '@lingui/react/macro';
import { Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { FormField } from '../../../server/domain/label-schema.ts';
import { below } from './draft-project.ts';
import { firstField } from './first-schemas.ts';
import { FormFieldEditor } from './form-field-editor.tsx';
import type { SchemaEditorProps } from './schema-editor.ts';

const most = 20;

/** Edits the fields of a form. */
export const FormEditor = ({ schema, onChange, faults, inForce }: SchemaEditorProps<'form'>) => {
  const { fields } = schema;
  const put = (next: FormField[]) => onChange({ ...schema, fields: next });
  const move = (i: number, by: number) => {
    const [moved] = fields.slice(i, i + 1);
    if (moved) put(fields.toSpliced(i, 1).toSpliced(i + by, 0, moved));
  };
  return (
    <Stack gap="md">
      {fields.map((field, i) => {
        const old = inForce?.fields.find(({ name }) => name === field.name) ?? null;
        return (
          <FormFieldEditor
            // Kept fields never change their name; of the others the place is all that is known of them.
            key={old ? `kept ${field.name}` : `at ${i}`}
            field={field}
            position={i + 1}
            before={fields.slice(0, i)}
            inForce={old}
            faults={below(faults, `fields.${i}`)}
            onChange={(next) => put(fields.with(i, next))}
            onUp={i === 0 ? null : () => move(i, -1)}
            onDown={i === fields.length - 1 ? null : () => move(i, 1)}
            onRemove={old !== null || fields.length === 1 ? null : () => put(fields.toSpliced(i, 1))}
          />
        );
      })}
      {faults['fields'] !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {faults['fields']}
        </Text>
      )}
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={fields.length >= most}
          onClick={() => put([...fields, firstField()])}
        >
          <Trans>Add a field</Trans>
        </Button>
      </div>
    </Stack>
  );
};
