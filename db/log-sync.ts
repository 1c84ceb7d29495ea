/** Brings what was written to a file down to the disk. */
export type LogSync = {
  /** Notes that something was committed, and resolves once it is on the disk. */
  committed(): Promise<void>;
  /** Resolves once everything committed so far is on the disk; at once where it is. */
  settled(): Promise<void>;
  /** What kept a sync from being done: what was committed may be lost in a power cut, and nothing more must be. */
  readonly failure: Error | null;
};

/**
 * Syncs a write-ahead log beside the program's other work, one sync at a time: whatever is committed while one is under
 * way shares the next. One that fails is final, as the system may have forgotten by then what it could not write.
 */
export const createLogSync = (sync: () => Promise<void>): LogSync => {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  let failure: Error | null = null;

  const begin = async (): Promise<void> => {
    await running;
    next = null;
    try {
      await (running = sync());
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      throw failure;
    }
  };

  return {
    committed: () => (next ??= begin()),
    settled: () => next ?? running,
    get failure() {
      return failure;
    },
  };
};
