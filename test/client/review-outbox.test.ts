import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallError } from '../../client/api/call.ts';
import { problemOf, type ProblemCode } from '../../server/contract/problems.ts';
import { createOutboxStorage, projectsWithUnsent } from '../../client/features/review/desk/outbox-storage.ts';
import { createOutbox, type Clock, type Lines } from '../../client/features/review/desk/outbox.ts';
import { createDeskStore } from '../../client/features/review/desk/store.ts';
import {
  changes,
  claims,
  decided,
  decisionId,
  ends,
  nothingMore,
  review,
  says,
  textOf,
  waiting,
} from './review-desk-cases.ts';

const user = '11111111-0000-4000-8000-000000000000';

/** A browser's store, that outlives a page. */
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
  for (let i = 0; i < 50; i += 1) await Promise.resolve();
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
    end: async (entry, claim) => {
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
    claim: async (claim, resume) => {
      await Promise.resolve();
      asked.push({ claim, resume });
      return { reviews: [], availability: nothingMore };
    },
  };
  return { lines, taken, asked, forecast: (...next: Weather[]) => (weather = next) };
};

const page = (storage = memory(), world = server()) => {
  const store = createDeskStore(createOutboxStorage(user, 'phones', storage));
  const { clock, timers, ring } = hand();
  const outbox = createOutbox(store, world.lines, clock);
  return { store, outbox, timers, ring, storage, world };
};

describe('the outbox', () => {
  test('sends in the order of deciding, one after the other', async () => {
    const { store, outbox, world } = page();
    store.dispatch(claims(1, 2, 3, 4));
    for (const n of [1, 2, 3]) store.dispatch(ends(n, says(`v${n}`)));
    outbox.wake();
    await settle();
    expect(world.taken).toEqual([1, 2, 3].map((n) => `${decisionId(n)} v${n}`));
    expect(store.get().outbox).toEqual([]);
  });

  test('asks with each decision for as many as are missing, and by itself only when nothing waits', async () => {
    const { store, outbox, world } = page();
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
    const { store, outbox, world, timers, ring } = page();
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
    const { store, outbox, world } = page();
    store.dispatch(claims(1));
    store.dispatch(ends(1));
    world.forecast('unauthenticated');
    outbox.wake();
    await settle();
    expect(store.get()).toMatchObject({ link: 'signed_out', hand: null });
    expect(waiting(store.get().outbox)).toEqual(['item-1 yes']);
  });

  test('a refusal brings that item back and the others go on', async () => {
    const { store, outbox, world } = page();
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
    const { store, outbox, world, ring } = page();
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
    const first = page();
    first.store.dispatch(claims(1, 2, 3));
    first.store.dispatch(ends(1));
    first.store.dispatch(ends(2));
    first.world.forecast('answer lost');
    first.outbox.wake();
    await settle();
    first.outbox.stop();
    expect(projectsWithUnsent(user, first.storage)).toEqual(['phones']);
    const second = page(first.storage, first.world);
    expect(waiting(second.store.get().outbox)).toEqual(['item-1 yes', 'item-2 yes']);
    second.outbox.wake();
    await settle();
    expect(first.world.taken).toEqual([`${decisionId(1)} yes`, `${decisionId(2)} yes`]);
    expect(first.storage.length).toBe(0);
    expect(projectsWithUnsent(user, first.storage)).toEqual([]);
  });

  test('of one person only that person’s are sent', () => {
    const first = page();
    first.store.dispatch(claims(1));
    first.store.dispatch(ends(1));
    const other = createOutboxStorage('22222222-0000-4000-8000-000000000000', 'phones', first.storage);
    expect(other.load()).toEqual([]);
  });

  test('an item too large to be kept is left out, the decision is not', () => {
    const big = { ...review(1), payload: { text: 'x'.repeat(10_000) } };
    const first = page(memory(5_000));
    first.store.dispatch({ type: 'claimed', reply: { reviews: [big], availability: null } });
    first.store.dispatch(ends(1));
    const storage = createOutboxStorage(user, 'phones', first.storage);
    expect(storage.load()).toMatchObject([{ id: decisionId(1), ending: says('yes') }]);
  });

  test('a browser that keeps nothing says so', () => {
    const storage = createOutboxStorage(user, 'phones', memory(10));
    const store = createDeskStore(storage);
    store.dispatch(claims(1));
    expect(storage.durable()).toBe(true);
    store.dispatch(ends(1));
    expect(storage.durable()).toBe(false);
  });

  test('through any weather and any reloads every decision arrives once, in order', async () => {
    const weathers = fc.array(fc.constantFrom<Weather>('fine', 'down', 'answer lost', 'unavailable'), {
      maxLength: 12,
    });
    const steps = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('decide' as const), value: fc.constantFrom('yes', 'no') }),
        fc.record({ do: fc.constant('undo' as const), value: fc.constantFrom('maybe', 'never') }),
        fc.record({ do: fc.constantFrom('ring' as const, 'reload' as const, 'settle' as const) }),
      ),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(weathers, steps, async (weather, plan) => {
        const storage = memory();
        const world = server();
        world.forecast(...weather);
        let now = page(storage, world);
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
            outbox.stop();
            await settle();
            now = page(storage, world);
            now.store.dispatch(claims(...plan.map((_, n) => n).slice(i)));
          }
        }
        for (let i = 0; i < 20; i += 1) {
          now.outbox.wake();
          await settle();
        }
        expect(now.store.get().outbox).toEqual([]);
        expect(storage.length).toBe(0);
        expect(world.taken.map((t) => t.split(' ')[0])).toEqual(told);
      }),
      { numRuns: 200 },
    );
  });
});
