import { t } from '@lingui/core/macro';
import { ActionIcon, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { mostCategories } from '../../../server/domain/measures/inputs.ts';
import type { InputDraft } from './input-draft.ts';
import classes from './input-row.module.css';

type Props = {
  input: InputDraft;
  /** What it is called before it has a name. */
  title: string;
  propsOf: (field: keyof InputDraft) => GetInputPropsReturnType;
  onRemove: () => void;
};

const types = [
  { value: 'number', label: t`Number` },
  { value: 'category', label: t`Category` },
];

/** One declared input: what it is called, and what is expected of it. */
export const InputRow = ({ input, title, propsOf, onRemove }: Props) => {
  const called = input.name === '' ? title : input.name;
  return (
    <div className={classes.row} role="group" aria-label={called}>
      <TextInput aria-label={t`Name of ${title}`} placeholder={t`Name`} {...propsOf('name')} />
      <Select
        aria-label={t`Type of ${called}`}
        data={types}
        allowDeselect={false}
        className={classes.type}
        {...propsOf('type')}
      />
      {input.type === 'number' ? (
        <div className={classes.bounds}>
          <NumberInput aria-label={t`Least ${called}`} placeholder={t`From`} {...propsOf('low')} />
          <NumberInput aria-label={t`Most ${called}`} placeholder={t`To`} {...propsOf('high')} />
          <TextInput
            aria-label={t`Unit of ${called}`}
            placeholder={t`Unit`}
            maxLength={20}
            {...propsOf('unit')}
          />
        </div>
      ) : (
        <TagsInput
          aria-label={t`Known categories of ${called}`}
          placeholder={input.known.length === 0 ? t`Known categories` : ''}
          maxTags={mostCategories}
          maxLength={100}
          {...propsOf('known')}
        />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t`Remove ${called}`}
        title={t`Remove`}
        onClick={onRemove}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
};
