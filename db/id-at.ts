/** How far the clock of an id may be from that of its row, in milliseconds. */
export const clocksApart = 3_600_000;

/** The first id that may be made at a moment: its first 48 bits are milliseconds. */
export const idAt = (ms: number): string => {
  const hex = Math.min(Math.max(0, Math.round(ms)), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
};

/** When an id was made, in epoch milliseconds. */
export const momentOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
