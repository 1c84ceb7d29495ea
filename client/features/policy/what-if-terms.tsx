import { t } from '@lingui/core/macro';
import { NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { mostReplayed } from '../../../server/contract/what-if.ts';
import { countText } from '../../ui/proportion.tsx';
import { useModelNames } from '../../api/use-model-names.ts';
import type { WhatIfState } from './use-what-if.ts';
import classes from './what-if.module.css';

const periods = [
  { value: '', label: t`All time` },
  { value: '1', label: t`Last 24 hours` },
  { value: '7', label: t`Last 7 days` },
  { value: '30', label: t`Last 30 days` },
  { value: '90', label: t`Last 90 days` },
];

const amounts = [500, 2_000, 5_000, mostReplayed].map((amount) => ({
  value: String(amount),
  label: t`newest ${countText(amount)}`,
}));

/** Which items are replayed, and what a review and a mistake cost; how long a review takes, where none was timed. */
export const WhatIfTermsForm = ({ state: { terms, setTerms, replay } }: { state: WhatIfState }) => {
  const models = useModelNames();
  const [days, setDays] = useState('');
  const price = (name: 'pricePerReview' | 'pricePerError' | 'secondsPerReview', label: string) => (
    <NumberInput
      label={label}
      placeholder={t`not given`}
      min={0}
      max={name === 'secondsPerReview' ? 86_400 : 1e9}
      value={terms[name]}
      onChange={(value) => setTerms({ [name]: value })}
    />
  );
  return (
    <div className={classes.terms}>
      <NativeSelect
        label={t`Model version`}
        value={terms.model ?? ''}
        data={[{ value: '', label: t`All` }, ...models]}
        onChange={(event) => setTerms({ model: event.currentTarget.value || null })}
      />
      <NativeSelect
        label={t`Came in`}
        value={days}
        data={periods}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          setDays(chosen);
          const from = Date.now() - Number(chosen) * 86_400_000;
          setTerms({ from: chosen === '' ? null : new Date(from).toISOString() });
        }}
      />
      <NativeSelect
        label={t`At most`}
        value={String(terms.items)}
        data={amounts}
        onChange={(event) => setTerms({ items: Number(event.currentTarget.value) })}
      />
      {price('pricePerReview', t`Price of a review`)}
      {price('pricePerError', t`Price of a mistake`)}
      {replay.data?.time.timed === 0 && price('secondsPerReview', t`Seconds a review`)}
    </div>
  );
};
