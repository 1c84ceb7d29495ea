import { useCallback, useEffect, useRef, useState } from 'react';

/** How long another tab may take to let go before it is called busy, in ms. */
const patience = 300;

// Missing outside of secure contexts, whatever the type says.
const lockManager = () => navigator.locks as LockManager | undefined;

/**
 * Lets only one tab of this browser work under a name. `holds` is null until that is known; `takeOver` takes the work
 * from the other tab. Where the browser knows no locks (a page without HTTPS), every tab holds.
 */
export const useTabLock = (name: string): { holds: boolean | null; takeOver: () => void } => {
  const [holds, setHolds] = useState<boolean | null>(() => (lockManager() ? null : true));
  const steal = useRef<() => void>(() => {});
  useEffect(() => {
    const locks = lockManager();
    if (locks === undefined) return;
    let closed = false;
    let letGo = () => {};
    let queued = new AbortController();
    const hold = () => {
      if (closed) return undefined;
      setHolds(true);
      return new Promise<void>((resolve) => {
        letGo = resolve;
      });
    };
    const stolen = (error: unknown) => {
      if (closed || queued.signal.aborted) return;
      if (!(error instanceof DOMException)) throw error;
      setHolds(false);
      queue();
    };
    const queue = () => {
      queued = new AbortController();
      locks.request(name, { signal: queued.signal }, hold).catch(stolen);
    };
    steal.current = () => {
      queued.abort();
      queued = new AbortController();
      locks.request(name, { steal: true }, hold).catch(stolen);
    };
    queue();
    const timer = setTimeout(() => setHolds((now) => now ?? false), patience);
    return () => {
      closed = true;
      clearTimeout(timer);
      queued.abort();
      letGo();
    };
  }, [name]);
  return { holds, takeOver: useCallback(() => steal.current(), []) };
};
