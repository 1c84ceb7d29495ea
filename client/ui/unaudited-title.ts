import { t } from '@lingui/core/macro';
import { locale } from './locale.ts';
import { quoted } from './quoted.ts';

const list = new Intl.ListFormat(locale, { type: 'conjunction' });

/** Says for what of the accepted audits are off, by stratum (null: whatever is of none). */
export const unauditedTitle = (strata: readonly (string | null)[]): string => {
  const named = strata.filter((name) => name !== null).map(quoted);
  if (named.length === 0) return t`Audits are off`;
  const parts = [...named, ...(strata.includes(null) ? [t`everything else`] : [])];
  return t`Audits are off for ${list.format(parts)}`;
};
