import { z } from 'zod';
import type { Draft, Drafts } from './drafts.ts';
import type { Clock } from './outbox.ts';
import type { Shelf } from './shelf.ts';

/** A draft as it lies on the shelf; `at`: when it was last touched, in epoch ms. */
export type StoredDraft = Draft & { at: number };

/** Keeps drafts where neither a reload nor a crash reaches them. */
export type DraftStorage = {
  load: () => Promise<Drafts>;
  /** Keeps what differs, within a second. */
  save: (drafts: Drafts) => void;
  /** Keeps it now. */
  flush: () => Promise<void>;
};

/** A draft that nobody took up for so long is let go, in ms. */
const longest = 30 * 86_400_000;

const stored = z.object({
  id: z.string(),
  draft: z.object({
    answer: z.json().optional(),
    skip: z.string(),
    escalate: z.string(),
    ask: z.string().default(''),
    at: z.number(),
  }),
});

/** The drafts of one person in one project. A browser that keeps nothing has them for as long as the tab lives. */
export const createDraftStorage = (
  shelf: Shelf<{ id: string; draft: StoredDraft }>,
  clock: Pick<Clock, 'after'>,
  now: () => number,
): DraftStorage => {
  let latest: Drafts = {};
  let kept: Drafts = {};
  let callOff: (() => void) | null = null;

  const flush = async () => {
    callOff?.();
    callOff = null;
    const changed = Object.entries(latest).filter(([id, draft]) => kept[id] !== draft);
    const gone = Object.keys(kept).filter((id) => latest[id] === undefined);
    if (changed.length + gone.length === 0) return;
    kept = latest;
    const puts = changed.map(([id, draft]) => [id, { id, draft: { ...draft, at: now() } }] as const);
    await shelf.write(new Map(puts), gone).catch(() => undefined);
  };

  return {
    load: async () => {
      await flush();
      const rows = await shelf.all().catch(() => null);
      if (rows === null) return latest;
      const found = rows.flatMap((row) => stored.safeParse(row).data ?? []);
      const old = found.filter(({ draft }) => draft.at < now() - longest).map(({ id }) => id);
      if (old.length > 0) void shelf.write(new Map(), old).catch(() => undefined);
      latest = Object.fromEntries(
        found
          .filter(({ id }) => !old.includes(id))
          .map(({ id, draft: { at: _, ...draft } }) => [id, { ...draft, answer: draft.answer }]),
      );
      kept = latest;
      return latest;
    },
    save: (drafts) => {
      latest = drafts;
      callOff ??= clock.after(1_000, () => void flush());
    },
    flush,
  };
};
