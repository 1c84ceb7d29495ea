/** Those who wait for the next change of something, by its id. */
export const createWaiters = () => {
  const waiting = new Map<string, Set<() => void>>();
  return {
    /** Resolves at the next `wake(id)`, or when the signal aborts. */
    next: (id: string, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const done = () => {
          const group = waiting.get(id);
          group?.delete(done);
          if (group?.size === 0) waiting.delete(id);
          signal.removeEventListener('abort', done);
          resolve();
        };
        if (signal.aborted) return resolve();
        const group = waiting.get(id) ?? new Set();
        waiting.set(id, group.add(done));
        signal.addEventListener('abort', done);
      }),
    wake: (id: string): void => {
      // A copy: each that is woken leaves the set.
      for (const done of Array.from(waiting.get(id) ?? [])) done();
    },
  };
};

export type Waiters = ReturnType<typeof createWaiters>;
