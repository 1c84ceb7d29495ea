import { Trans } from '@lingui/react/macro';
import { t } from '@lingui/core/macro';
import { Button, Select, TextInput, type SelectProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { callbackTypes, deliveryStates } from '../../../server/domain/callback-events.ts';
import type { Endpoint } from '../../../server/features/callbacks/contract.ts';
import type { CallbacksSearch } from '../../paths.ts';
import classes from './callbacks.module.css';
import { briefUrl, stateWords } from './words.ts';
import { inSentence } from '../../ui/in-sentence.ts';

type Props = {
  endpoints: readonly Endpoint[];
  filters: CallbacksSearch;
  onChange: (filters: CallbacksSearch) => void;
};

/** Narrows the deliveries down: to whom, how they stand, what of, and about which item. */
export const DeliveryFilterBar = ({ endpoints, filters, onChange }: Props) => {
  const set = (name: keyof CallbacksSearch, value: string | null) =>
    onChange({ ...filters, [name]: value === null || value === '' ? undefined : value });
  const filtered = Object.values(filters).some((value) => value !== undefined);
  const choice = (name: keyof CallbacksSearch, label: string, data: SelectProps['data']) => (
    <Select
      aria-label={label}
      placeholder={label}
      className={classes.filter}
      data={data}
      value={filters[name] ?? null}
      clearable
      clearButtonProps={{ 'aria-label': t`Clear ${inSentence(label)}` }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      onChange={(value) => set(name, value)}
    />
  );
  return (
    <search className={classes.filters} aria-label={t`Deliveries`}>
      <KeySearch
        key={filters.key === undefined ? 'empty' : 'filled'}
        value={filters.key ?? ''}
        onChange={(key) => set('key', key)}
      />
      {choice(
        'endpoint',
        t`Endpoint`,
        endpoints.map(({ id, url }) => ({ value: id, label: briefUrl(url) })),
      )}
      {choice(
        'state',
        t`State`,
        deliveryStates.map((state) => ({ value: state, label: stateWords[state] })),
      )}
      {choice('type', t`Type`, [...callbackTypes])}
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

const KeySearch = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback(onChange, 300);
  return (
    <TextInput
      type="search"
      aria-label={t`Key of the item`}
      placeholder={t`Key of the item, in full`}
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
