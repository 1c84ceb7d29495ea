import { countText } from '../../ui/proportion.tsx';

/** How many items, as far as they are counted. */
export const acceptedText = (accepted: number): string => {
  if (accepted >= 10_000) return `${countText(10_000)} items or more were`;
  return accepted === 1 ? 'One item was' : `${countText(accepted)} items were`;
};
