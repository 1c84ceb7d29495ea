import { t } from '@lingui/core/macro';
import { durationText } from './time.tsx';

/** How far off a due time is, from ms: "in 4 min", "12 min ago", "now". */
export const dueText = (left: number): string => {
  if (Math.abs(left) < 60_000) return t`now`;
  return left > 0 ? t`in ${durationText(left)}` : t`${durationText(-left)} ago`;
};
