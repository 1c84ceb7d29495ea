import { locale } from './locale.ts';
import { durationText } from './time.tsx';

const threeDigits = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });

/** Milliseconds as "12.5 ms", "3.2 s" or a longer duration. */
export const msText = (ms: number): string => {
  if (ms < 1_000) return `${threeDigits.format(ms)} ms`;
  return ms < 60_000 ? `${threeDigits.format(ms / 1_000)} s` : durationText(ms);
};
