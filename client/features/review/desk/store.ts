import type { Desk } from './desk.ts';
import type { DraftStorage } from './draft-storage.ts';
import { reduceDesk, startDesk, type DeskEvent } from './reduce.ts';
import type { OutboxStorage } from './outbox-storage.ts';

/** A desk that pages can watch and that outlives them. */
export type DeskStore = {
  get: () => Desk;
  dispatch: (event: DeskEvent) => void;
  /** Brings in what an earlier visit, or another tab, left unsent. */
  load: () => Promise<void>;
  /** Resolves once what was decided so far is kept, as far as it can be. */
  settled: () => Promise<void>;
  /** Answers how to stop. */
  subscribe: (changed: () => void) => () => void;
};

/** Opens an empty desk; every unsent decision is given to the storage before anybody sees it made. */
export const createDeskStore = (storage: OutboxStorage, draftStorage: DraftStorage): DeskStore => {
  let desk = startDesk();
  let loading: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();
  const show = (next: Desk) => {
    if (next === desk) return;
    desk = next;
    for (const listener of listeners) listener();
  };
  const settled = async () => {
    await loading;
    const durable = await storage.settled();
    show(reduceDesk(desk, { type: 'kept', durable }));
  };
  const load = async () => {
    const drafts = await draftStorage.load();
    show(reduceDesk(desk, { type: 'drafts_loaded', drafts }));
    const entries = await storage.load();
    show(reduceDesk(desk, { type: 'outbox_loaded', entries }));
  };
  return {
    get: () => desk,
    dispatch: (event) => {
      const next = reduceDesk(desk, event);
      if (next.outbox !== desk.outbox) {
        storage.save(desk.outbox, next.outbox);
        void settled();
      }
      if (next.drafts !== desk.drafts) draftStorage.save(next.drafts);
      show(next);
    },
    load: () => {
      loading = loading.then(load);
      return settled();
    },
    settled,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
};
