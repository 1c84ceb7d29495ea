/** Something that must be heard from again and again: when it was last (epoch milliseconds; null: never), and how often it should. */
export type Reporter = { lastAt: number | null; everySeconds: number };

/** Reports that may be missed in a row, and the least time that nothing is made of, in milliseconds. */
const missedReports = 3;
export const leastPatience = 180_000;

/** Whether something is silent that ought to have reported; `since`: from when on whoever asks could have heard it. */
export const isSilent = ({ lastAt, everySeconds }: Reporter, since: number, now: number): boolean =>
  now - Math.max(lastAt ?? since, since) > Math.max(missedReports * everySeconds * 1000, leastPatience);
