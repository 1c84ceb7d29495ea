import { durationText } from './time.tsx';

/** How far off a due time is, from ms: "in 4 min", "12 min ago", "now". */
export const dueText = (left: number): string => {
  if (Math.abs(left) < 60_000) return 'now';
  return left > 0 ? `in ${durationText(left)}` : `${durationText(-left)} ago`;
};
