import { t } from '@lingui/core/macro';
import type { HeldReview } from '../../../server/features/reviews/contract.ts';
import { locale } from '../../ui/locale.ts';

const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 });

const inputText = (value: HeldReview['inputs'][string]): string => {
  if (value === null || value === '') return '–';
  if (typeof value === 'number') return number.format(value);
  return typeof value === 'boolean' ? (value ? t`yes` : t`no`) : value;
};

/** The measured numbers and categories about an item, as rows of a `dl`. */
export const Inputs = ({ inputs }: Pick<HeldReview, 'inputs'>) =>
  Object.entries(inputs).map(([name, value]) => (
    <div key={name}>
      <dt title={name}>{name}</dt>
      <dd title={String(value)}>{inputText(value)}</dd>
    </div>
  ));
