import { t } from '@lingui/core/macro';
import { countText, percentText } from '../../ui/proportion.tsx';

type Cell = { n: number; said: string; answered: string; total: number };

/** A cell of the confusion matrix that is not empty as a sentence; `total` is its row's. */
export const cellWords = ({ n, said, answered, total }: Cell): string =>
  t`${countText(n)} of ${countText(total)} (${percentText(n / total)}): the model said “${said}”, people answered “${answered}”`;
