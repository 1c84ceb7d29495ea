import { t } from '@lingui/core/macro';
import { MultiSelect, NativeSelect } from '@mantine/core';
import type { ChoiceClass, FormField } from '../../../server/domain/label-schema.ts';

type Props = {
  when: FormField['when'];
  /** The fields before it. */
  before: readonly FormField[];
  error: string | undefined;
  onChange: (when: FormField['when']) => void;
};

const classesIn = ({ schema }: FormField): readonly ChoiceClass[] =>
  schema.kind === 'choice' || schema.kind === 'choices' ? schema.classes : [];

/** When a field is asked for: always, or only beside certain answers to one before it. */
export const WhenFields = ({ when, before, error, onChange }: Props) => {
  const choices = before.filter((field) => classesIn(field).length > 0);
  const chosen = choices.find(({ name }) => name === when?.field);
  if (choices.length === 0 && when === null) return null;
  return (
    <>
      <NativeSelect
        label={t`Asked for`}
        value={when?.field ?? ''}
        error={error}
        data={[
          { value: '', label: t`always` },
          ...choices.map(({ name, title }) => ({ value: name, label: t`only where “${title}” is` })),
        ]}
        onChange={(event) => {
          const field = event.currentTarget.value;
          onChange(field === '' ? null : { field, in: [] });
        }}
      />
      {when !== null && (
        <MultiSelect
          label={t`one of`}
          placeholder={when.in.length === 0 ? t`choose…` : undefined}
          miw={200}
          value={when.in}
          data={(chosen ? classesIn(chosen) : [])
            .filter(({ name }) => name !== '')
            .map(({ name, title }) => ({ value: name, label: title }))}
          onChange={(names) => onChange({ ...when, in: names })}
        />
      )}
    </>
  );
};
