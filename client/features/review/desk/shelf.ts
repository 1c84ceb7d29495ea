import { openDB, type DBSchema, type IDBPDatabase, type StoreNames } from 'idb';
import type { Entry } from './desk.ts';
import type { StoredDraft } from './draft-storage.ts';

/** Keeps things of one kind by name for one person in one project; each call rejects where the browser forbids it. */
export type Shelf<T> = {
  all: () => Promise<unknown[]>;
  /** Puts and takes away in one step; resolves once that is kept. */
  write: (puts: ReadonlyMap<string, T>, gone: readonly string[]) => Promise<void>;
};

type Place = [user: string, project: string, name: string];

interface Shelves extends DBSchema {
  outbox: { key: Place; value: Entry };
  drafts: { key: Place; value: { id: string; draft: StoredDraft } };
}

/** A database that does not answer for so long is given up: some browsers never answer, in ms. */
const patience = 5_000;

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('the database of the browser does not answer')), patience);
    }),
  ]);

let opened: Promise<IDBPDatabase<Shelves>> | null = null;

const database = (): Promise<IDBPDatabase<Shelves>> => {
  const forget = () => {
    opened = null;
  };
  opened ??= inTime(
    openDB<Shelves>('countersign', 1, {
      upgrade: (db) => {
        db.createObjectStore('outbox');
        db.createObjectStore('drafts');
      },
      // A later release in another tab waits for this; what follows opens what it made, or is refused.
      blocking: (_, __, { target }) => {
        forget();
        if (target instanceof IDBDatabase) target.close();
      },
      terminated: forget,
    }),
  );
  return opened;
};

/** Every key that begins like this. */
const under = (...beginning: string[]) => IDBKeyRange.bound(beginning, [...beginning, []]);

const createShelf = <N extends StoreNames<Shelves>>(
  name: N,
  durability: IDBTransactionDurability,
  user: string,
  project: string,
): Shelf<Shelves[N]['value']> => ({
  all: async () => inTime((await database()).getAll(name, under(user, project))),
  write: async (puts, gone) => {
    const tx = (await database()).transaction(name, 'readwrite', { durability });
    const asked = [
      ...[...puts].map(([id, value]) => tx.store.put(value, [user, project, id])),
      ...gone.map((id) => tx.store.delete([user, project, id])),
    ];
    tx.commit();
    await inTime(Promise.all([...asked, tx.done]));
  },
});

/** The unsent decisions of a person in a project. */
export const outboxShelf = (user: string, project: string): Shelf<Entry> =>
  createShelf('outbox', 'strict', user, project);

/** The drafts of a person in a project. */
export const draftShelf = (user: string, project: string): Shelf<Shelves['drafts']['value']> =>
  createShelf('drafts', 'relaxed', user, project);

/** The projects of which decisions of a person lie on the shelf. */
export const projectsOnShelf = async (user: string): Promise<string[]> => {
  const keys = await inTime((await database()).getAllKeys('outbox', under(user)));
  return keys.map(([, project]) => project);
};
