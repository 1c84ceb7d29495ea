import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createStopwatch } from '../../client/features/review/desk/stopwatch.ts';

test('counts only the time in which it runs', () => {
  let now = 1_000;
  const watch = createStopwatch(() => now);
  now += 500;
  expect(watch.read()).toBe(0);
  watch.run(true);
  now += 200;
  watch.run(false);
  now += 10_000;
  watch.run(true);
  now += 50;
  expect(watch.read()).toBe(250);
});

test('begins anew for the next item without stopping', () => {
  let now = 0;
  const watch = createStopwatch(() => now);
  watch.run(true);
  now += 700;
  watch.reset();
  now += 30;
  expect(watch.read()).toBe(30);
});

test('reads the sum of the running spans, however often it is told what it knows', () => {
  const step = fc.record({ running: fc.boolean(), ms: fc.nat(1_000) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let now = 0;
      const watch = createStopwatch(() => now);
      for (const { running, ms } of steps) {
        watch.run(running);
        watch.run(running);
        now += ms;
      }
      expect(watch.read()).toBe(steps.reduce((sum, s) => sum + (s.running ? s.ms : 0), 0));
    }),
  );
});
