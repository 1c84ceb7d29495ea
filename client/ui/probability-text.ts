import { t } from '@lingui/core/macro';
import { percentText } from './proportion.tsx';

/** A probability as "93.4 %"; what would round to certainty is "over 99.9 %". */
export const probabilityText = (share: number): string =>
  share > 0.9994 ? t`over ${percentText(0.999)}` : percentText(share);
