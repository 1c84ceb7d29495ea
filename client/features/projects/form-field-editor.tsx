import { t } from '@lingui/core/macro';
import { Button, Checkbox, Fieldset, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import type { FormField, SimpleSchema } from '../../../server/domain/label-schema.ts';
import { labelKinds } from '../../kinds/label-kinds.tsx';
import { nameFrom } from './class-list.ts';
import { below } from './draft-project.ts';
import { fieldKinds, firstSchemas } from './first-schemas.ts';
import { SimpleEditor } from './simple-editors.tsx';
import { WhenFields } from './when-fields.tsx';

type Props = {
  field: FormField;
  /** Its place in the form, from 1. */
  position: number;
  /** The fields that its condition may look at. */
  before: readonly FormField[];
  /** The field in force; null: it is new. */
  inForce: FormField | null;
  faults: Readonly<Record<string, string>>;
  onChange: (field: FormField) => void;
  /** Null: it cannot. */
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: (() => void) | null;
};

/** The schema in force, where it is of the kind that is edited. */
const sameKind = (schema: SimpleSchema, inForce: FormField | null): SimpleSchema | null =>
  inForce?.schema.kind === schema.kind ? inForce.schema : null;

/** One field of a form: what it is called, when it is asked for, and what it asks. */
export const FormFieldEditor = ({ field, position, before, inForce, faults, onChange, ...at }: Props) => {
  const { name, title, required, schema } = field;
  const rename = (next: string) => {
    const follows = inForce === null && name === nameFrom(title);
    onChange({ ...field, title: next, name: follows ? nameFrom(next) : name });
  };
  return (
    <Fieldset legend={t`Field ${position}`}>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput
          label={t`Title of the field`}
          maxLength={100}
          value={title}
          error={faults['title']}
          onChange={(event) => rename(event.currentTarget.value)}
        />
        <TextInput
          label={t`Name of the field in data`}
          maxLength={100}
          spellCheck={false}
          disabled={inForce !== null}
          value={name}
          error={faults['name']}
          onChange={(event) => onChange({ ...field, name: nameFrom(event.currentTarget.value, false) })}
        />
        <NativeSelect
          label={t`What is answered`}
          disabled={inForce !== null}
          value={schema.kind}
          error={faults['schema.kind']}
          data={fieldKinds.map((kind) => ({ value: kind, label: labelKinds[kind].title }))}
          // The list offers only these names.
          onChange={(event) =>
            onChange({ ...field, schema: firstSchemas[event.currentTarget.value as SimpleSchema['kind']]() })
          }
        />
      </SimpleGrid>
      <Group my="md" align="flex-end">
        <Checkbox
          label={t`Required`}
          checked={required}
          onChange={(event) => onChange({ ...field, required: event.currentTarget.checked })}
        />
        <WhenFields
          when={field.when}
          before={before}
          error={faults['when']}
          onChange={(when) => onChange({ ...field, when })}
        />
      </Group>
      <SimpleEditor
        schema={schema}
        inForce={sameKind(schema, inForce)}
        faults={below(faults, 'schema')}
        onChange={(next) => onChange({ ...field, schema: next })}
      />
      <Group gap="xs" mt="sm">
        {[
          { words: t`Move up`, act: at.onUp },
          { words: t`Move down`, act: at.onDown },
          { words: t`Remove`, act: at.onRemove },
        ].map(({ words, act }) => (
          <Button
            key={words}
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={t`${words} field ${position}`}
            disabled={act === null}
            onClick={() => act?.()}
          >
            {words}
          </Button>
        ))}
      </Group>
    </Fieldset>
  );
};
