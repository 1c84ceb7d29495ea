import { t } from '@lingui/core/macro';
import type { Json } from '../../../server/domain/words.ts';

/** Whether a cell holds others. */
export const isNested = (value: Json): value is Json[] | { [key: string]: Json } =>
  typeof value === 'object' && value !== null;

/** A cell in one line. */
export const cellText = (value: Json): string => {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? t`yes` : t`no`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
