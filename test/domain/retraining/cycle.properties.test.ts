import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  cancelled,
  isOpen,
  madeReady,
  notPrepared,
  reported,
  type Cycle,
  type CycleState,
  type Report,
} from '../../../server/domain/retraining/cycle.ts';

const first: Cycle = {
  state: 'preparing',
  progress: 0,
  message: '',
  readyAt: null,
  startedAt: null,
  endedAt: null,
  failure: null,
  model: null,
};

type Happening = Report | { report: 'ready' } | { report: 'unprepared' } | { report: 'cancel' };

const happenings = fc.array(
  fc.oneof(
    fc.constantFrom<Happening>({ report: 'started' }, { report: 'ready' }),
    fc.record({
      report: fc.constant('progress' as const),
      progress: fc.constantFrom(0, 0.5, 1),
      message: fc.constantFrom('', 'epoch 2'),
    }),
    fc.record({ report: fc.constant('finished' as const), model: fc.constantFrom('eye@2', 'eye@3') }),
    fc.record({ report: fc.constant('failed' as const), reason: fc.constantFrom('no memory', 'no data') }),
    fc.constantFrom<Happening>({ report: 'unprepared' }, { report: 'cancel' }),
  ),
  { maxLength: 12 },
);

/** The cycle after something happened to it; the same object where nothing followed from that. */
const after = (cycle: Cycle, what: Happening, now: number): Cycle => {
  const changed = (change: Partial<Cycle> | null) => (change ? { ...cycle, ...change } : cycle);
  const whilePreparing = (change: Partial<Cycle>) => changed(cycle.state === 'preparing' ? change : null);
  if (what.report === 'ready') return whilePreparing(madeReady(now));
  if (what.report === 'unprepared') return whilePreparing(notPrepared('no room', now));
  if (what.report === 'cancel') return changed(cancelled(cycle, now));
  const follows = reported(cycle, what, now);
  return changed('change' in follows ? follows.change : null);
};

const ways: Record<CycleState, readonly CycleState[]> = {
  preparing: ['requested', 'failed', 'cancelled'],
  requested: ['started', 'failed', 'cancelled'],
  started: ['started', 'finished', 'failed', 'cancelled'],
  finished: [],
  failed: [],
  cancelled: [],
};

it('goes only the ways there are, and stays as it ended', () => {
  fc.assert(
    fc.property(happenings, (list) => {
      let cycle = first;
      list.forEach((what, now) => {
        const next = after(cycle, what, now);
        if (next !== cycle) expect(ways[cycle.state]).toContain(next.state);
        cycle = next;
      });
      expect(cycle.endedAt !== null).toBe(!isOpen(cycle.state));
      expect(cycle.model !== null).toBe(cycle.state === 'finished');
      expect(cycle.failure !== null).toBe(cycle.state === 'failed');
      if (cycle.startedAt !== null) expect(cycle.readyAt).not.toBeNull();
      if (cycle.state === 'finished') expect(cycle.startedAt).not.toBeNull();
    }),
  );
});

it('takes a report that is repeated at once for the same, and never as a conflict', () => {
  fc.assert(
    fc.property(happenings, (list) => {
      let cycle = first;
      list.forEach((what, now) => {
        cycle = after(cycle, what, now);
        if (what.report === 'ready' || what.report === 'unprepared' || what.report === 'cancel') return;
        const again = reported(cycle, what, now + 1);
        // What was refused is refused again; what was taken in is taken for a repeat.
        expect('change' in again).toBe(false);
      });
    }),
  );
});

it('tells a trainer that reports out of order why that cannot be', () => {
  const at = (state: CycleState): Cycle => ({ ...first, state });
  const finished: Report = { report: 'finished', model: 'eye@2' };
  const why = (...reports: Parameters<typeof reported>) => {
    const after = reported(...reports);
    return 'refused' in after ? after.refused.message : null;
  };
  expect(why(at('preparing'), { report: 'started' }, 1)).toBe('its dataset is still being written');
  expect(why(at('requested'), finished, 1)).toBe('it has not been reported as started');
  expect(why({ ...at('cancelled'), startedAt: 1 }, { report: 'started' }, 2)).toBe('it was cancelled');
  expect(why({ ...at('finished'), model: 'eye@2' }, { ...finished, model: 'eye@3' }, 2)).toBe(
    'it has finished',
  );
});
