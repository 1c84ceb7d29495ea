import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallError } from '../../client/api/call.ts';
import { problemOf, type ProblemCode } from '../../server/contract/problems.ts';
import type { Entry } from '../../client/features/review/desk/desk.ts';
import type { DraftStorage } from '../../client/features/review/desk/draft-storage.ts';
import { createJournal, projectsInJournal } from '../../client/features/review/desk/journal.ts';
import { createOutboxStorage } from '../../client/features/review/desk/outbox-storage.ts';
import { createOutbox, type Clock, type Lines } from '../../client/features/review/desk/outbox.ts';
import type { Shelf } from '../../client/features/review/desk/shelf.ts';
import { createDeskStore } from '../../client/features/review/desk/store.ts';
import {
  changes,
  claims,
  decided,
  decisionId,
  ends,
  review,
  says,
  textOf,
  waiting,
} from './review-desk-cases.ts';
import { nothingMore } from '../support/desk.ts';

const user = '11111111-0000-4000-8000-000000000000';

/** A browser's `localStorage`, that outlives a page. */
const memory = (room = Infinity) => {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (i: number) => [...kept.keys()][i] ?? null,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (text.length > room) throw new Error('no room');
      kept.set(name, text);
    },
    removeItem: (name: string) => void kept.delete(name),
  };
};

/** A browser's database, that outlives a page; what a page asks of it is done later, or never where the page is killed. */
const database = ({ forbidden = false } = {}) => {
  const kept = new Map<string, string>();
  const openedBy = (page: { killed: boolean }): Shelf<Entry> => {
    const later = async <T>(work: () => T): Promise<T> => {
      if (forbidden) throw new Error('forbidden');
      for (let i = 0; i < 3; i += 1) await Promise.resolve();
      return page.killed ? new Promise<never>(() => {}) : work();
    };
    return {
      all: () => later(() => [...kept.values()].map((text): unknown => JSON.parse(text))),
      write: (puts, gone) =>
        later(() => {
          for (const [id, entry] of puts) kept.set(id, JSON.stringify(entry));
          for (const id of gone) kept.delete(id);
        }),
    };
  };
  return { kept, openedBy };
};

/** A clock whose timers run when told. */
const hand = () => {
  const timers: { ms: number; work: () => void }[] = [];
  const clock: Clock = {
    after: (ms, work) => {
      const timer = { ms, work };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    random: () => 0,
  };
  return { clock, timers, ring: () => timers.shift()?.work() };
};

const settle = async () => {
  for (let i = 0; i < 400; i += 1) await Promise.resolve();
};

type Weather = 'fine' | 'down' | 'answer lost' | ProblemCode;

/** A server that takes each decision id once, behind a network with weather. */
const server = () => {
  const taken: string[] = [];
  const asked: { claim: number; resume?: boolean }[] = [];
  let weather: Weather[] = [];
  const pass = (id: string, content: string) => {
    const now = weather.shift() ?? 'fine';
    if (now === 'down') throw new CallError(null);
    if (now !== 'fine' && now !== 'answer lost') throw new CallError(problemOf(now));
    const repeated = taken.some((t) => t.startsWith(`${id} `));
    if (!repeated) taken.push(`${id} ${content}`);
    if (now === 'answer lost') throw new CallError(null);
    return repeated;
  };
  const lines: Lines = {
    end: async (entry, { count: claim }) => {
      await Promise.resolve();
      asked.push({ claim });
      const content = entry.ending.kind === 'answer' ? textOf(entry.ending.value) : entry.ending.kind;
      return decided(entry.id, { repeated: pass(entry.id, content) });
    },
    change: async (entry) => {
      await Promise.resolve();
      pass(entry.id, `${entry.of} -> ${textOf(entry.value)}`);
      return { revision: 'change', standing: 'standing' };
    },
    comment: async (entry) => {
      await Promise.resolve();
      pass(entry.id, `“${entry.text}”`);
    },
    claim: async ({ count: claim }, resume) => {
      await Promise.resolve();
      asked.push({ claim, resume });
      return { reviews: [], availability: nothingMore };
    },
  };
  return { lines, taken, asked, forecast: (...next: Weather[]) => (weather = next) };
};

const noDrafts: DraftStorage = {
  load: () => Promise.resolve({}),
  save: () => {},
  flush: () => Promise.resolve(),
};

const browser = ({ room = Infinity, forbidden = false } = {}) => ({
  storage: memory(room),
  database: database({ forbidden }),
});

/** A page of a browser, with what was kept there loaded. */
const page = async (within = browser(), world = server()) => {
  const tab = { killed: false };
  const journal = createJournal(user, 'phones', within.storage);
  const { clock, timers, ring } = hand();
  const store = createDeskStore(createOutboxStorage(journal, within.database.openedBy(tab)), noDrafts);
  const outbox = createOutbox(store, world.lines, clock);
  await store.load();
  /** Ends the page as a crash does: nothing that it was about to do is done. */
  const kill = () => {
    tab.killed = true;
    outbox.stop();
  };
  return { store, outbox, timers, ring, kill, within, world };
};

describe('the outbox', () => {
  test('sends in the order of deciding, one after the other', async () => {
    const { store, outbox, world } = await page();
    store.dispatch(claims(1, 2, 3, 4));
    for (const n of [1, 2, 3]) store.dispatch(ends(n, says(`v${n}`)));
    outbox.wake();
    await settle();
    expect(world.taken).toEqual([1, 2, 3].map((n) => `${decisionId(n)} v${n}`));
    expect(store.get().outbox).toEqual([]);
  });

  test('asks with each decision for as many as are missing, and by itself only when nothing waits', async () => {
    const { store, outbox, world } = await page();
    outbox.setClaiming(true);
    await settle();
    expect(world.asked).toEqual([{ claim: 4, resume: true }]);
    store.dispatch(claims(1, 2, 3, 4));
    store.dispatch(ends(1));
    store.dispatch(ends(2));
    outbox.wake();
    await settle();
    expect(world.asked.slice(1, 3)).toEqual([{ claim: 2 }, { claim: 2 }]);
  });

  test('waits longer each time the network is down, and works on at once when told that it is back', async () => {
    const { store, outbox, world, timers, ring } = await page();
    store.dispatch(claims(1));
    store.dispatch(ends(1));
    world.forecast('down', 'down', 'down', 'fine');
    outbox.wake();
    await settle();
    expect(store.get().link).toBe('offline');
    const waits = [timers[0]?.ms];
    ring();
    await settle();
    waits.push(timers[0]?.ms);
    outbox.wake();
    await settle();
    waits.push(timers[0]?.ms);
    expect(waits).toEqual([500, 1_000, 2_000]);
    outbox.wake();
    await settle();
    expect(timers).toEqual([]);
    expect(store.get()).toMatchObject({ link: 'ok', outbox: [] });
    expect(world.taken).toEqual([`${decisionId(1)} yes`]);
  });

  test('waits for the person where the session has ended, and nothing comes back', async () => {
    const { store, outbox, world } = await page();
    store.dispatch(claims(1));
    store.dispatch(ends(1));
    world.forecast('unauthenticated');
    outbox.wake();
    await settle();
    expect(store.get()).toMatchObject({ link: 'signed_out', hand: null });
    expect(waiting(store.get().outbox)).toEqual(['item-1 yes']);
  });

  test('a refusal brings that item back and the others go on', async () => {
    const { store, outbox, world } = await page();
    store.dispatch(claims(1, 2, 3));
    store.dispatch(ends(1));
    store.dispatch(ends(2));
    world.forecast('review_closed', 'fine');
    outbox.wake();
    await settle();
    expect(world.taken).toEqual([`${decisionId(2)} yes`]);
    expect(store.get().ahead[0]).toMatchObject({
      review: { key: 'item-1' },
      returned: { ending: { value: 'yes' } },
    });
  });

  test('a fault of the server is tried four times and is then a refusal', async () => {
    const { store, outbox, world, ring } = await page();
    store.dispatch(claims(1, 2));
    store.dispatch(ends(1));
    world.forecast('internal', 'internal', 'internal', 'internal');
    outbox.wake();
    for (let i = 0; i < 3; i += 1) {
      await settle();
      expect(waiting(store.get().outbox)).toEqual(['item-1 yes']);
      ring();
    }
    await settle();
    expect(store.get().outbox).toEqual([]);
    expect(store.get().ahead[0]?.returned?.refusal.code).toBe('internal');
  });
});

describe('Promise 3: a browser that loses the network keeps decisions and sends them later, once', () => {
  test('also when it is reloaded in between, under the same ids', async () => {
    const first = await page();
    first.store.dispatch(claims(1, 2, 3));
    first.store.dispatch(ends(1));
    first.store.dispatch(ends(2));
    first.world.forecast('answer lost');
    first.outbox.wake();
    await settle();
    first.kill();
    expect(first.within.storage.length).toBe(0);
    const second = await page(first.within, first.world);
    expect(waiting(second.store.get().outbox)).toEqual(['item-1 yes', 'item-2 yes']);
    second.outbox.wake();
    await settle();
    expect(first.world.taken).toEqual([`${decisionId(1)} yes`, `${decisionId(2)} yes`]);
    expect(first.within.database.kept.size).toBe(0);
  });

  test('also when the tab is killed in the very moment of the press', async () => {
    const first = await page();
    first.store.dispatch(claims(1, 2));
    first.store.dispatch(ends(1));
    first.kill();
    await settle();
    expect(first.within.database.kept.size).toBe(0);
    expect(projectsInJournal(user, first.within.storage)).toEqual(['phones']);
    const second = await page(first.within);
    expect(waiting(second.store.get().outbox)).toEqual(['item-1 yes']);
    // It lies in one place from then on.
    expect(first.within.database.kept.size).toBe(1);
    expect(projectsInJournal(user, first.within.storage)).toEqual([]);
  });

  test('what another tab decided and could not send is not judged again, and sent after what came before it', async () => {
    const within = browser();
    const [first, second] = [await page(within), await page(within)];
    first.store.dispatch(claims(1, 2, 3));
    first.store.dispatch(ends(1));
    await settle();
    second.store.dispatch(claims(1, 2, 3));
    await second.store.load();
    expect(second.store.get()).toMatchObject({ hand: { review: { key: 'item-2' } } });
    second.store.dispatch(ends(2));
    expect(waiting(second.store.get().outbox)).toEqual(['item-1 yes', 'item-2 yes']);
    expect(second.store.get().past.map((p) => p.review.key)).toEqual(['item-2', 'item-1']);
  });

  test('of one person only that person’s are sent', async () => {
    const first = await page();
    first.store.dispatch(claims(1));
    first.store.dispatch(ends(1));
    const other = createJournal('22222222-0000-4000-8000-000000000000', 'phones', first.within.storage);
    expect(other.read()).toEqual([]);
  });

  test('an item too large for the journal is whole on the shelf; where there is none, its decision is kept', async () => {
    for (const forbidden of [false, true]) {
      const text = 'x'.repeat(10_000);
      const first = await page(browser({ room: 5_000, forbidden }));
      first.store.dispatch({
        type: 'claimed',
        reply: { reviews: [{ ...review(1), payload: { text } }], availability: null },
      });
      first.store.dispatch(ends(1));
      await settle();
      first.kill();
      const [entry] = (await page(first.within)).store.get().outbox;
      expect(entry).toMatchObject({ id: decisionId(1), ending: says('yes') });
      expect(JSON.stringify(entry?.review.payload) === JSON.stringify({ text })).toBe(!forbidden);
    }
  });

  test('a browser that keeps nothing says so', async () => {
    const { store } = await page(browser({ room: 10, forbidden: true }));
    store.dispatch(claims(1));
    expect(store.get().durable).toBe(true);
    store.dispatch(ends(1));
    await settle();
    expect(store.get().durable).toBe(false);
  });

  test('through any weather and any reloads every decision arrives once, in order', async () => {
    const weathers = fc.array(fc.constantFrom<Weather>('fine', 'down', 'answer lost', 'unavailable'), {
      maxLength: 12,
    });
    const steps = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('decide' as const), value: fc.constantFrom('yes', 'no') }),
        fc.record({ do: fc.constant('undo' as const), value: fc.constantFrom('maybe', 'never') }),
        fc.record({
          do: fc.constantFrom('ring' as const, 'reload' as const, 'kill' as const, 'settle' as const),
        }),
      ),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(fc.boolean(), weathers, steps, async (forbidden, weather, plan) => {
        const within = browser({ forbidden });
        const world = server();
        world.forecast(...weather);
        let now = await page(within, world);
        const told: string[] = [];
        now.store.dispatch(claims(...plan.map((_, i) => i)));
        for (const [i, step] of plan.entries()) {
          const { store, outbox, ring } = now;
          if (step.do === 'decide' && store.get().hand) {
            store.dispatch({ type: 'ended', id: decisionId(i), ending: says(step.value), timeSpentMs: null });
            told.push(decisionId(i));
            outbox.wake();
          } else if (step.do === 'undo') {
            const before = store.get().outbox.length;
            store.dispatch({ type: 'looked_back' });
            store.dispatch(changes(1000 + i, step.value));
            if (store.get().outbox.length > before) told.push(decisionId(1000 + i));
            outbox.wake();
          } else if (step.do === 'ring') ring();
          else if (step.do === 'settle') await settle();
          else {
            if (step.do === 'reload') await settle();
            now.kill();
            now = await page(within, world);
            now.store.dispatch(claims(...plan.map((_, n) => n).slice(i)));
          }
        }
        for (let i = 0; i < 20; i += 1) {
          now.outbox.wake();
          await settle();
        }
        expect(now.store.get().outbox).toEqual([]);
        expect(within.storage.length + within.database.kept.size).toBe(0);
        expect(world.taken.map((t) => t.split(' ')[0])).toEqual(told);
      }),
      { numRuns: 200 },
    );
  });
});
