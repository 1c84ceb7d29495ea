const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after each failed attempt the next one follows, at the latest, in milliseconds: three days in all. */
const schedule = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** The longest rest that an endpoint is granted by its `retry-after`, in milliseconds. */
const longestRest = 24 * hour;

const longestPause = 10 * minute;

/** Spread over the second half of a stretch, so that what failed together does not come back together. */
const jittered = (ms: number, random: number): number => Math.round(ms * (0.5 + random / 2));

/**
 * How long to wait after so many failed attempts (1 or more), in milliseconds; null: it is given up. `random` in [0, 1)
 * is the jitter; the endpoint's `retry-after` (milliseconds; null: it gave none) is never undercut.
 */
export const retryDelay = (failures: number, random: number, retryAfter: number | null): number | null => {
  const scheduled = schedule[failures - 1];
  return scheduled === undefined ? null : Math.max(jittered(scheduled, random), retryAfter ?? 0);
};

/** How long an endpoint that could not be reached is left alone, in milliseconds: twice as long each time, up to 10 minutes. */
export const pauseLength = (pauses: number, random: number, retryAfter: number | null): number =>
  Math.max(jittered(Math.min(5 * second * 2 ** (pauses - 1), longestPause), random), retryAfter ?? 0);

/** Statuses by which an endpoint, or what stands before it, says that it can answer nothing at this moment. */
const overloaded = [429, 502, 503, 504];

/** What an answer's status means: accepted, an endpoint that is gone for good, one that needs a rest, or a plain failure. */
export const meaningOf = (status: number): 'accepted' | 'gone' | 'rest' | 'failed' => {
  if (status >= 200 && status < 300) return 'accepted';
  if (status === 410) return 'gone';
  return overloaded.includes(status) ? 'rest' : 'failed';
};

/** A `retry-after` header, in seconds or as an HTTP date, in milliseconds from `now`; at most a day; null: it says nothing. */
export const retryAfterOf = (header: string | undefined, now: number): number | null => {
  if (header === undefined) return null;
  const text = header.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * second : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestRest);
};
