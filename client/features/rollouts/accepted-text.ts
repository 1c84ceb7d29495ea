import { plural, t } from '@lingui/core/macro';
import { countText } from '../../ui/proportion.tsx';

/** How many items, as far as they are counted. */
export const acceptedText = (accepted: number): string => {
  if (accepted >= 10_000) return t`${countText(10_000)} items or more were`;
  return plural(accepted, { one: 'One item was', other: `${countText(accepted)} items were` });
};
