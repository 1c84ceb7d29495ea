const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** An instant (epoch milliseconds) as a `datetime-local` field has it, in the reader's zone, to the minute. */
export const localText = (ms: number): string => {
  const at = new Date(ms);
  const day = `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
  return `${day}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
};

/** What a `datetime-local` field holds as RFC 3339; null: it is empty or no date. */
export const instantOf = (local: string): string | null => {
  const ms = local === '' ? Number.NaN : new Date(local).getTime();
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
};
