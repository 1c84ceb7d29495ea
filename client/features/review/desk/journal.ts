import { t } from '@lingui/core/macro';
import type { Entry } from './desk.ts';
import { entryFrom } from './stored-entry.ts';

/**
 * Where a decision is written within the press that makes it, so that a tab killed right after loses none: the shelf,
 * which is asynchronous, takes it from here. Earlier releases kept their outbox in this form.
 */
export type Journal = {
  /** False where the browser forbids it. */
  present: boolean;
  read: () => Entry[];
  /** False where the browser does not take it. */
  put: (entry: Entry) => boolean;
  remove: (id: string) => void;
};

/** The part of `localStorage` that is used. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'countersign.outbox';

const placeOf = (user: string, project: string) => `${prefix}.${user}.${project}.`;

const namesIn = (storage: TextStorage, place: string): string[] => {
  const names: string[] = [];
  for (let i = 0; i < storage.length; i += 1) {
    const name = storage.key(i);
    if (name?.startsWith(place)) names.push(name);
  }
  return names;
};

const parse = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
};

/** The content of large items, left out where there is no room for it; the decision is what counts. */
const slim = (entry: Entry): Entry => {
  const left = {
    payload: { text: t`The content of this item did not fit into the store of this browser.` },
    inputs: {},
  };
  return { ...entry, review: { ...entry.review, ...left } } as Entry; // of the same decision, so of its kind
};

/** The journal of one person in one project, a key for each decision; without a store it takes nothing. */
export const createJournal = (user: string, project: string, storage: TextStorage | null): Journal => {
  const place = placeOf(user, project);
  return {
    present: storage !== null,
    read: () =>
      storage === null
        ? []
        : namesIn(storage, place)
            .map((name) => entryFrom(parse(storage.getItem(name))))
            .filter((entry) => entry !== null),
    put: (entry) => {
      if (storage === null) return false;
      for (const content of [entry, slim(entry)])
        try {
          storage.setItem(place + entry.id, JSON.stringify(content));
          return true;
        } catch {
          // No room: the second round tries without the content.
        }
      return false;
    },
    remove: (id) => storage?.removeItem(place + id),
  };
};

/** The projects of which the journal holds decisions of a person. */
export const projectsInJournal = (user: string, storage: TextStorage): string[] =>
  namesIn(storage, placeOf(user, '').slice(0, -1)).map((name) => name.split('.')[3] ?? '');

/** The browser's own store, or null where it is forbidden. */
export const browserStorage = (): Storage | null => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
};
