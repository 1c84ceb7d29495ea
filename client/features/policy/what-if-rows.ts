import { t } from '@lingui/core/macro';
import type { WhatIfOutcome } from '../../../server/contract/what-if.ts';
import { locale } from '../../ui/locale.ts';
import { countText, enough, intervalText, percentText } from '../../ui/proportion.tsx';
import { decimalText } from '../../ui/decimal-text.ts';

/** A figure as it is told: itself, or why there is none, with its interval and what stands behind it. */
export type Figure = { text: string; isKnown: boolean; note: string };

const few = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

/** A number of things: whole from a hundred on, below it with one decimal. */
const amount = (value: number): string => (value >= 100 ? whole : few).format(value);

const known = (text: string, note = ''): Figure => ({ text, isKnown: true, note });
const missing = (note: string): Figure => ({ text: t`Not enough yet`, isKnown: false, note });
const notGiven: Figure = { text: '–', isKnown: false, note: '' };

const bounded = (range: { value: number; low: number; high: number } | null, otherwise: Figure): Figure =>
  range === null
    ? otherwise
    : known(
        amount(range.value),
        range.low === range.high ? '' : `${amount(range.low)} – ${amount(range.high)}`,
      );

const daily = (outcome: WhatIfOutcome, of: (day: NonNullable<WhatIfOutcome['day']>) => Figure): Figure =>
  outcome.day === null ? missing(t`all came in at one moment`) : of(outcome.day);

const labelsMissing = ({ error: { labels } }: WhatIfOutcome): Figure =>
  missing(t`${countText(labels)} of at least ${enough} blind labels`);

const isErrorKnown = ({ automated, error }: WhatIfOutcome): boolean =>
  automated.k === 0 || error.labels >= enough;

const error = (outcome: WhatIfOutcome): Figure => {
  const { automated, error: found } = outcome;
  if (automated.k === 0) return { text: '–', isKnown: false, note: t`nothing is accepted` };
  if (found.estimate === null || !isErrorKnown(outcome)) return labelsMissing(outcome);
  const { value, low, high } = found.estimate;
  return known(
    percentText(value),
    t`${decimalText(low * 100, 1)} – ${percentText(high)} · ${countText(found.labels)} blind labels`,
  );
};

const share = ({ automated }: WhatIfOutcome): Figure =>
  automated.n === 0
    ? missing(t`no items`)
    : known(
        percentText(automated.k / automated.n),
        t`${intervalText(automated) ?? ''} · ${countText(automated.k)} of ${countText(automated.n)}`,
      );

/** What is compared, from what the lead turns to what it costs. */
export const whatIfRows: readonly {
  name: string;
  isOfMoney?: true;
  of: (outcome: WhatIfOutcome) => Figure;
}[] = [
  { name: t`The model decides`, of: share },
  { name: t`Of that, wrong`, of: error },
  {
    name: t`Reviews a day`,
    of: (o) => daily(o, ({ reviews }) => known(amount(reviews), t`${countText(o.reviews)} in all`)),
  },
  {
    name: t`Audits a day`,
    of: (o) => daily(o, ({ audits }) => known(amount(audits), t`${countText(o.audits)} in all`)),
  },
  {
    name: t`Inspectors’ hours a day`,
    of: (o) => daily(o, ({ hours }) => (hours === null ? notGiven : known(amount(hours)))),
  },
  {
    name: t`Mistakes accepted a day`,
    of: (o) => daily(o, ({ errors }) => bounded(isErrorKnown(o) ? errors : null, labelsMissing(o))),
  },
  {
    name: t`Cost of reviews a day`,
    isOfMoney: true,
    of: (o) => daily(o, ({ cost }) => (cost.reviews === null ? notGiven : known(amount(cost.reviews)))),
  },
  {
    name: t`Cost of mistakes a day`,
    isOfMoney: true,
    of: (o) => daily(o, ({ cost }) => bounded(isErrorKnown(o) ? cost.errors : null, notGiven)),
  },
  {
    name: t`Cost a day`,
    isOfMoney: true,
    of: (o) => daily(o, ({ cost }) => bounded(isErrorKnown(o) ? cost.total : null, notGiven)),
  },
];
