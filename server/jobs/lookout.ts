/** Looks for work that waits for some instance. */
export type Lookout = {
  /** Looks soon. */
  wake(): void;
  start(): void;
  /** Waits for what is under way, which is told by its signal to end. */
  stop(): Promise<void>;
};

/**
 * Makes what looks for work: when it is woken, and every so many milliseconds for what other instances left behind. `look`
 * does one piece of it, and answers whether there may be more.
 */
export const createLookout = ({
  every,
  look,
  failed,
}: {
  every: number;
  look: (stopping: AbortSignal) => Promise<boolean>;
  failed: (error: unknown) => void;
}): Lookout => {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let again = false;

  const lookOn = async (): Promise<void> => {
    do {
      again = false;
      if (await look(stopping.signal)) again = true;
    } while (again && !stopping.signal.aborted);
  };

  const wake = (): void => {
    again = true;
    if (timer === null || stopping.signal.aborted) return;
    looking ??= lookOn()
      .catch(failed)
      .finally(() => (looking = null));
  };

  return {
    wake,
    start: () => {
      timer = setInterval(wake, every).unref();
      wake();
    },
    stop: async () => {
      stopping.abort();
      if (timer !== null) clearInterval(timer);
      await looking;
    },
  };
};
