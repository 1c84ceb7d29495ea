import { z } from 'zod';
import type { Entry } from './desk.ts';

/** Keeps unsent decisions where a reload does not reach them. */
export type OutboxStorage = {
  /** What is kept, in the order of sending. */
  load: () => Entry[];
  save: (before: readonly Entry[], after: readonly Entry[]) => void;
  /** False after the browser refused to keep something: it lives only as long as this tab. */
  durable: () => boolean;
};

/** The part of `localStorage` that is used. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'countersign.outbox';

const placeOf = (user: string, project: string) => `${prefix}.${user}.${project}.`;

// What is needed to send it again; the rest is only shown, and the page shows what it does not understand as JSON.
const sendable = {
  id: z.uuid(),
  seq: z.number(),
  timeSpentMs: z.number().nullable(),
  attempted: z.boolean(),
};
const stored = z.discriminatedUnion('is', [
  z.looseObject({
    ...sendable,
    is: z.literal('ending'),
    review: z.looseObject({ id: z.uuid(), token: z.number() }),
    ending: z.looseObject({ kind: z.enum(['answer', 'skip', 'escalation']) }),
  }),
  z.looseObject({
    ...sendable,
    is: z.literal('change'),
    of: z.uuid(),
    review: z.looseObject({ id: z.uuid() }),
  }),
]);

const read = (text: string | null): Entry | null => {
  try {
    const parsed = stored.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? (parsed.data as unknown as Entry) : null; // written by `save`, from an Entry
  } catch {
    return null;
  }
};

const namesIn = (storage: TextStorage, place: string): string[] => {
  const names: string[] = [];
  for (let i = 0; i < storage.length; i += 1) {
    const name = storage.key(i);
    if (name?.startsWith(place)) names.push(name);
  }
  return names;
};

/** The content of large items, left out where there is no room for it; the decision is what counts. */
const slim = (entry: Entry): Entry => {
  const left = {
    payload: { text: 'The content of this item did not fit into the store of this browser.' },
    inputs: {},
  };
  return entry.is === 'ending'
    ? { ...entry, review: { ...entry.review, ...left } }
    : { ...entry, review: { ...entry.review, ...left } };
};

/** Keeps the unsent decisions of one person in one project, one key each. */
export const createOutboxStorage = (
  user: string,
  project: string,
  storage: TextStorage | null,
): OutboxStorage => {
  const place = placeOf(user, project);
  let durable = storage !== null;
  const put = (entry: Entry) => {
    for (const content of [entry, slim(entry)])
      try {
        storage?.setItem(place + entry.id, JSON.stringify(content));
        return;
      } catch {
        // No room: the second round tries without the content.
      }
    durable = false;
  };
  return {
    load: () =>
      storage === null
        ? []
        : namesIn(storage, place)
            .map((name) => read(storage.getItem(name)))
            .filter((entry) => entry !== null)
            .toSorted((a, b) => a.seq - b.seq),
    save: (before, after) => {
      const known = new Set(before);
      const kept = new Set(after.map((entry) => entry.id));
      for (const entry of after) if (!known.has(entry)) put(entry);
      for (const entry of before) if (!kept.has(entry.id)) storage?.removeItem(place + entry.id);
      if (after.length === 0) durable = storage !== null;
    },
    durable: () => durable,
  };
};

/** The projects in which this browser keeps unsent decisions of a person. */
export const projectsWithUnsent = (user: string, storage: TextStorage): string[] => [
  ...new Set(namesIn(storage, placeOf(user, '').slice(0, -1)).map((name) => name.split('.')[3] ?? '')),
];

/** The browser's own store, or null where it is forbidden. */
export const browserStorage = (): Storage | null => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
};
