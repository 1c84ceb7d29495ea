import { t } from '@lingui/core/macro';
import type { CalibratorKind } from '../../../server/domain/calibrators.ts';

/** The kinds of calibrators, and what speaks for each. */
export const kindWords: Record<CalibratorKind, { name: string; hint: string }> = {
  isotonic: { name: t`isotonic`, hint: t`Any rising curve: the better one with many labels` },
  temperature: {
    name: t`temperature`,
    hint: t`One number for all confidences: the safer one with few labels`,
  },
};
