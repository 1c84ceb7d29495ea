import { t } from '@lingui/core/macro';
const day = 86_400_000;

/** When a key can be made to end. */
export const expiryChoices = [
  { value: 'never', label: t`Never` },
  { value: '30', label: t`After 30 days` },
  { value: '90', label: t`After 90 days` },
  { value: '365', label: t`After a year` },
  { value: 'date', label: t`On a day…` },
];

/** The instant of a choice as RFC 3339, `date` being `yyyy-mm-dd` in the reader's zone and good to its end; null: never. */
export const expiryOf = (choice: string, date: string, now: number): string | null => {
  if (choice === 'never') return null;
  if (choice === 'date') return new Date(`${date}T23:59:59`).toISOString();
  return new Date(now + Number(choice) * day).toISOString();
};
