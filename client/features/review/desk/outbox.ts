import type { Claimed, Decided } from '../../../../server/features/reviews/contract.ts';
import type { DecisionStanding, RevisionKind } from '../../../../server/domain/words.ts';
import {
  claimIsDue,
  firstClaim,
  wanted,
  type ChangeEntry,
  type CommentEntry,
  type EndingEntry,
  type Entry,
} from './desk.ts';
import type { DeskEvent } from './reduce.ts';
import { refusalOf, takingOf, type Taking } from './refusals.ts';
import type { DeskStore } from './store.ts';

/** How many reviews are claimed, and whether for a grid. */
export type Claiming = { count: number; grid: boolean };

/** The ways to the server; each throws what `call` throws. */
export type Lines = {
  /** Ends a review and claims up to `count` more in the same request. */
  end: (entry: EndingEntry, claim: Claiming) => Promise<Decided>;
  change: (entry: ChangeEntry) => Promise<{ revision: RevisionKind; standing: DecisionStanding }>;
  comment: (entry: CommentEntry) => Promise<unknown>;
  claim: (claim: Claiming, resume: boolean) => Promise<Claimed>;
};

export type Outbox = {
  /** Sends what waits, and claims what is missing, now: something was decided, or the network is back. */
  wake: () => void;
  /** Whether reviews are claimed, beside sending what was decided. */
  setClaiming: (claiming: boolean) => void;
  stop: () => void;
};

/** Timers, so that tests need not wait. */
export type Clock = {
  /** Runs `work` after `ms`; answers how to call it off. */
  after: (ms: number, work: () => void) => () => void;
  /** In [0, 1). */
  random: () => number;
};

const retryFirst = 1_000;
const retryLongest = 30_000;
const fewTimes = 4;

/**
 * Sends decisions in the order they were made, one request at a time, until the server has answered each; claims
 * reviews when nothing waits. What cannot be sent stays and is tried again, ever more slowly, with the same id.
 */
export const createOutbox = (store: DeskStore, lines: Lines, clock: Clock): Outbox => {
  let running = false;
  let again = false;
  let stopped = false;
  let claiming = false;
  let failures = 0;
  let callOff: (() => void) | null = null;

  const send = async (entry: Entry): Promise<DeskEvent> => {
    const { id } = entry;
    switch (entry.is) {
      case 'ending': {
        const now = store.get();
        const count = claiming ? wanted(now) : 0;
        const reply = await lines.end(entry, { count, grid: now.isGrid });
        return { type: 'ending_delivered', id, reply };
      }
      case 'change':
        return { type: 'change_delivered', id, reply: await lines.change(entry) };
      case 'comment':
        await lines.comment(entry);
        return { type: 'comment_delivered', id };
    }
  };

  /** The next errand: what to do, and what a refusal of it means. Null: there is none. */
  const nextErrand = (): { run: () => Promise<DeskEvent>; refused: (error: unknown) => DeskEvent } | null => {
    const desk = store.get();
    const [entry] = desk.outbox;
    if (entry) {
      store.dispatch({ type: 'sending', id: entry.id });
      return {
        run: () => send(entry),
        refused: (error) => ({ type: 'refused', id: entry.id, refusal: refusalOf(error) }),
      };
    }
    if (!claiming || !claimIsDue(desk)) return null;
    return {
      // What is held already counts as part of what a resuming claim asks for.
      run: async () => ({
        type: 'claimed',
        reply: await lines.claim(
          { count: desk.resume ? firstClaim(desk) : wanted(desk), grid: desk.isGrid },
          desk.resume,
        ),
      }),
      refused: (error) => ({ type: 'barred', refusal: refusalOf(error) }),
    };
  };

  const wait = (taking: Taking) => {
    failures += 1;
    store.dispatch({ type: 'link', link: taking === 'sign_in' ? 'signed_out' : 'offline' });
    const ms = Math.min(retryLongest, retryFirst * 2 ** (failures - 1)) * (0.5 + clock.random() / 2);
    callOff = clock.after(ms, () => void run());
  };

  const run = async (): Promise<void> => {
    callOff?.();
    callOff = null;
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      // What an earlier visit left is loaded first.
      await store.settled();
      const errand = stopped ? null : nextErrand();
      if (errand === null) break;
      try {
        // That it may have reached the server is kept before it does: its content is fixed from then on.
        await store.settled();
        store.dispatch(await errand.run());
        failures = 0;
        again = true;
      } catch (error) {
        const taking = takingOf(error);
        if (taking === 'refused' || (taking === 'few_times' && failures + 1 >= fewTimes)) {
          failures = 0;
          store.dispatch(errand.refused(error));
          again = true;
        } else if (!again) wait(taking);
      }
    } while (again);
    running = false;
  };

  return {
    wake: () => void run(),
    setClaiming: (now) => {
      claiming = now;
      if (now) void run();
    },
    stop: () => {
      stopped = true;
      callOff?.();
    },
  };
};
