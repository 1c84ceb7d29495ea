import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBreaker } from '../../server/gateway/breaker.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const away = () => Promise.resolve({ away: true, repeatable: false, said: 'away' });
const there = () => Promise.resolve({ away: false, repeatable: false, said: 'there' });

it('an endpoint that was away five times rests for ten seconds, and one request then tells whether it is back', async () => {
  const breaker = createBreaker();
  const { signal } = new AbortController();
  for (let i = 0; i < 5; i += 1) expect((await breaker.run(away, signal))?.said).toBe('away');
  expect(breaker.state()).toBe('open');
  expect(await breaker.run(there, signal)).toBeNull();

  vi.setSystemTime(Date.now() + 10_000);
  expect((await breaker.run(away, signal))?.said).toBe('away');
  expect(await breaker.run(there, signal)).toBeNull();
  vi.setSystemTime(Date.now() + 10_000);
  expect((await breaker.run(there, signal))?.said).toBe('there');
  expect(breaker.state()).toBe('closed');
});
