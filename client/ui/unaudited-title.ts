import { locale } from './locale.ts';
import { quoted } from './quoted.ts';

const list = new Intl.ListFormat(locale, { type: 'conjunction' });

/** Says for what of the accepted audits are off, by stratum (null: whatever is of none). */
export const unauditedTitle = (strata: readonly (string | null)[]): string => {
  const named = strata.filter((name) => name !== null).map(quoted);
  if (named.length === 0) return 'Audits are off';
  const parts = [...named, ...(strata.includes(null) ? ['everything else'] : [])];
  return `Audits are off for ${list.format(parts)}`;
};
