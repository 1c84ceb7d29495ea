/** Measures how long an item was looked at, leaving out the time when nobody could see it. */
export type Stopwatch = {
  /** Begins anew. */
  reset: () => void;
  /** Goes on (true) or holds (false). */
  run: (running: boolean) => void;
  /** Milliseconds so far, whole. */
  read: () => number;
};

/** Makes a stopwatch on a clock that never goes backwards, in ms. It stands still until told to run. */
export const createStopwatch = (now: () => number): Stopwatch => {
  let spent = 0;
  let since: number | null = null;
  const total = () => spent + (since === null ? 0 : now() - since);
  return {
    reset: () => {
      spent = 0;
      if (since !== null) since = now();
    },
    run: (running) => {
      if (running === (since !== null)) return;
      spent = total();
      since = running ? now() : null;
    },
    read: () => Math.round(total()),
  };
};
