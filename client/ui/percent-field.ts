import { t } from '@lingui/core/macro';
/** A share as its field shows it, in percent; an emptied number field holds a text. */
export const percent = (share: number): number | string => Number((share * 100).toFixed(4));

/** Why a percentage is refused; null: it is not. */
export const between = (least: number, most: number) => (value: number | string) =>
  typeof value === 'number' && value >= least && value <= most ? null : t`Between ${least} and ${most} %`;
