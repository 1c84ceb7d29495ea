import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Button, Select, TextInput, type SelectProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterOff, IconSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { evidenceBases } from '../../../server/domain/evidence.ts';
import { classesOf } from '../../../server/domain/label-schema.ts';
import { destinations, itemStatuses, labelSources } from '../../../server/domain/words.ts';
import { useProject } from '../../api/queries.ts';
import { useModelNames } from '../../api/use-model-names.ts';
import type { ItemsSearch } from '../../paths.ts';
import { locale } from '../../ui/locale.ts';
import { basisWords, destinationWords, sourceWords, statusWords } from '../../ui/words.ts';
import classes from './items.module.css';
import { inSentence } from '../../ui/in-sentence.ts';

type Props = { filters: ItemsSearch; onChange: (filters: ItemsSearch) => void };

/** Narrows the list down: the beginning of a key, and what became of the item. */
export const ItemFilterBar = ({ filters, onChange }: Props) => {
  const { schema } = useProject();
  const models = useModelChoices(filters.model);
  const set = (name: keyof ItemsSearch, value: string | null) =>
    onChange({ ...filters, [name]: value === null || value === '' ? undefined : value });
  const classTitles = classesOf(schema).map((c) => ({
    value: c.name,
    label: c.retired ? t`${c.title} (retired)` : c.title,
  }));
  const filtered = Object.values(filters).some((value) => value !== undefined);
  const choice = (name: keyof ItemsSearch, label: string, data: SelectProps['data']) => (
    <Select
      aria-label={label}
      placeholder={label}
      className={classes.filter}
      data={data}
      value={filters[name] ?? null}
      clearable
      clearButtonProps={{ 'aria-label': t`Clear ${inSentence(label)}` }}
      searchable={Array.isArray(data) && data.length > 8}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      onChange={(value) => set(name, value)}
    />
  );
  return (
    <search className={classes.filters} aria-label={t`Items`}>
      <KeySearch
        key={filters.key === undefined ? 'empty' : 'filled'}
        value={filters.key ?? ''}
        onChange={(key) => set('key', key)}
      />
      {choice('status', t`Status`, options(itemStatuses, statusWords))}
      {choice('destination', t`Destination`, options(destinations, destinationWords))}
      {choice('source', t`Source`, options(labelSources, sourceWords))}
      {classTitles.length > 0 && choice('class', t`Class`, classTitles)}
      {classTitles.length > 0 && choice('predicted', t`Model’s answer`, classTitles)}
      {choice('asked', t`How asked`, options(evidenceBases, basisWords))}
      {models.length > 0 && choice('model', t`Model`, models)}
      <ReceivedFilter filters={filters} onChange={onChange} />
      {filtered && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconFilterOff size={16} aria-hidden />}
          onClick={() => onChange({})}
        >
          <Trans>Clear</Trans>
        </Button>
      )}
    </search>
  );
};

const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const momentText = (instant: string | undefined): string =>
  instant === undefined ? '…' : momentFormat.format(new Date(instant));

/** When the items came in, where a link said so; a click takes it away. */
const ReceivedFilter = ({ filters, onChange }: Props) => {
  const { from, to } = filters;
  if (from === undefined && to === undefined) return null;
  const words = t`Received ${momentText(from)} – ${momentText(to)}`;
  return (
    <Button
      variant="default"
      rightSection={<IconX size={14} aria-hidden />}
      aria-label={t`Clear ${words}`}
      onClick={() => onChange({ ...filters, from: undefined, to: undefined })}
    >
      {words}
    </Button>
  );
};

const options = <Word extends string>(words: readonly Word[], titles: Record<Word, string>) =>
  words.map((word) => ({ value: word, label: titles[word] }));

/** The model versions to choose from; only the chosen one where the reader may not list them. */
const useModelChoices = (chosen: string | undefined): string[] => {
  const models = useModelNames();
  return [...new Set([...models, ...(chosen === undefined ? [] : [chosen])])];
};

const KeySearch = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, 300);
  return (
    <TextInput
      type="search"
      aria-label={t`Key begins with`}
      placeholder={t`Key begins with…`}
      className={classes.search}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      maxLength={300}
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
};
