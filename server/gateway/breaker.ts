import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhenResult,
  isBrokenCircuitError,
  retry,
} from 'cockatiel';
import type { BreakerState } from '../domain/model-protocols/breaker-states.ts';

/** What came of one request: whether its endpoint was away, and whether it is safe to send it again. */
export type Tried = { away: boolean; repeatable: boolean };

/** Requests to one endpoint: repeated where that is safe, and not sent at all for a while once it was away too often. */
export type Breaker = {
  /** Null: the endpoint rests, and was not asked. */
  run<T extends Tried>(request: () => Promise<T>, signal: AbortSignal): Promise<T | null>;
  state(): BreakerState;
};

/** Failed calls in a row after which an endpoint rests, for how long, and how often a request is repeated. */
const restsAfter = 5;
const restMs = 10_000;
const mostRepeats = 2;

// cockatiel hands its filters what a request came to, of a type that it cannot carry.
const is = (property: keyof Tried) => handleWhenResult((tried) => (tried as Tried)[property]);

const states: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
};

/** A breaker that is closed: after its rest one request is let through, whose outcome closes it or has it rest again. */
export const createBreaker = (): Breaker => {
  const repeat = retry(is('repeatable'), {
    maxAttempts: mostRepeats,
    backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 1_000 }),
  });
  const breaker = circuitBreaker(is('away'), {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(restsAfter),
  });
  return {
    run: async (request, signal) => {
      try {
        return await breaker.execute(() => repeat.execute(request, signal));
      } catch (error) {
        if (isBrokenCircuitError(error)) return null;
        throw error;
      }
    },
    state: () => states[breaker.state],
  };
};
