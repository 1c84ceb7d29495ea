import type { Desk } from './desk.ts';
import { reduceDesk, startDesk, type DeskEvent } from './reduce.ts';
import type { OutboxStorage } from './outbox-storage.ts';

/** A desk that pages can watch and that outlives them. */
export type DeskStore = {
  get: () => Desk;
  dispatch: (event: DeskEvent) => void;
  /** Answers how to stop. */
  subscribe: (changed: () => void) => () => void;
};

/** Opens a desk on what an earlier visit left unsent; every unsent decision is stored before anybody sees it made. */
export const createDeskStore = (storage: OutboxStorage): DeskStore => {
  let desk = startDesk(storage.load());
  const listeners = new Set<() => void>();
  return {
    get: () => desk,
    dispatch: (event) => {
      const next = reduceDesk(desk, event);
      if (next === desk) return;
      if (next.outbox !== desk.outbox) storage.save(desk.outbox, next.outbox);
      desk = next;
      for (const listener of listeners) listener();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
};
