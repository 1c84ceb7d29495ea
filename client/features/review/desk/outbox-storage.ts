import { createTurns } from '../../../../server/domain/in-turn.ts';
import type { Entry } from './desk.ts';
import type { Journal } from './journal.ts';
import type { Shelf } from './shelf.ts';
import { entryFrom } from './stored-entry.ts';

/** Keeps unsent decisions where neither a reload nor a crash reaches them. */
export type OutboxStorage = {
  /** What is kept, in the order of sending. */
  load: () => Promise<Entry[]>;
  /** Writes down at once what differs, and has it put on the shelf. */
  save: (before: readonly Entry[], after: readonly Entry[]) => void;
  /** Resolves once all that was asked for is done, as far as it can be; true where it will outlive this tab. */
  settled: () => Promise<boolean>;
};

/** The unsent decisions of one person in one project: in the journal until the shelf has them, and there from then on. */
export const createOutboxStorage = (journal: Journal, shelf: Shelf<Entry>): OutboxStorage => {
  const inTurn = createTurns();
  let works = true;
  /** The newest content of what the shelf does not have, and whether the journal has it. */
  const ahead = new Map<string, { entry: Entry; journaled: boolean }>();

  const shelve = async (gone: readonly string[]) => {
    const puts = [...ahead.values()].map(({ entry }) => entry);
    try {
      await shelf.write(new Map(puts.map((entry) => [entry.id, entry])), gone);
      works = true;
    } catch {
      works = false;
      return;
    }
    for (const entry of puts) {
      // What has changed meanwhile is yet to be put there.
      if (ahead.get(entry.id)?.entry !== entry) continue;
      ahead.delete(entry.id);
      journal.remove(entry.id);
    }
  };

  return {
    load: () =>
      inTurn(async () => {
        const found = new Map<string, Entry>();
        const onShelf = await shelf.all().catch(() => {
          works = false;
          return [];
        });
        for (const entry of onShelf.map(entryFrom)) if (entry) found.set(entry.id, entry);
        const journaled = journal.read().map((entry): Entry => {
          const whole = found.get(entry.id)?.review;
          return whole ? ({ ...entry, review: whole } as Entry) : entry; // of the same decision, so of its kind
        });
        for (const entry of journaled) {
          found.set(entry.id, entry);
          ahead.set(entry.id, { entry, journaled: true });
        }
        if (ahead.size > 0) await shelve([]);
        return [...found.values()].toSorted((a, b) => a.seq - b.seq);
      }),
    save: (before, after) => {
      const known = new Set(before);
      const kept = new Set(after.map((entry) => entry.id));
      const gone = before.filter((entry) => !kept.has(entry.id)).map((entry) => entry.id);
      for (const entry of after)
        if (!known.has(entry)) ahead.set(entry.id, { entry, journaled: journal.put(entry) });
      for (const id of gone) {
        ahead.delete(id);
        journal.remove(id);
      }
      void inTurn(() => shelve(gone));
    },
    settled: async () => {
      await inTurn(async () => undefined);
      return works || (journal.present && [...ahead.values()].every(({ journaled }) => journaled));
    },
  };
};
