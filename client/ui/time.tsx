import { t } from '@lingui/core/macro';
import { useSyncExternalStore } from 'react';
import { locale } from './locale.ts';

// One clock for the page: however many times are shown, they turn together, and only while somebody looks.
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;
const tick = () => {
  now = Date.now();
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(tick, 10_000);
    document.addEventListener('visibilitychange', tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    if (timer !== null) clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
};

/** The time in epoch ms, turning every ten seconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "3 minutes ago", "in 2 days", "just now". */
export const fromNow = (instant: string, at: number): string => {
  const seconds = (Date.parse(instant) - at) / 1000;
  for (const [unit, length] of units)
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  return seconds > 15 ? t`in a moment` : t`just now`;
};

/** "42 s", "5 min", "3 h 20 min", "4 d": how long something has lasted, from ms. */
export const durationText = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t`${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : t`${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d`;
};

/** An instant as the distance from now, kept current; the exact time on hover. */
export const TimeAgo = ({ at }: { at: string }) => {
  const current = useNow();
  return (
    <time dateTime={at} title={exact.format(new Date(at))}>
      {fromNow(at, current)}
    </time>
  );
};

/** An instant as date and time of day in the reader's zone; with seconds and zone on hover. */
export const Instant = ({ at }: { at: string }) => (
  <time dateTime={at} title={exact.format(new Date(at))}>
    {dateTime.format(new Date(at))}
  </time>
);
